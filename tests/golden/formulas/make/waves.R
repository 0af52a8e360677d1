# Writes projection.csv and probability.csv next to this folder.
#
# Run from this folder: Rscript waves.R

set.seed(20261120, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
r_version <- paste("R", getRversion())

number <- function(x) sprintf("%.17g", x)
write_rows <- function(name, rows) {
  table <- do.call(rbind, lapply(rows, as.data.frame, stringsAsFactors = FALSE))
  lines <- apply(table, 1, function(row) paste(ifelse(grepl("[\",]", row), paste0("\"", row, "\""), row), collapse = ","))
  con <- file(file.path("..", name), open = "wb")
  writeLines(c(paste(names(table), collapse = ","), lines), con, sep = "\n")
  close(con)
}

line <- function(years, hundredths, at) {
  scores <- hundredths / 100
  fit <- lm(y ~ x, data.frame(x = years, y = scores))
  told <- predict(fit, data.frame(x = at), interval = "prediction", level = 0.95)
  list(years = paste(years, collapse = "|"), hundredths = paste(hundredths, collapse = "|"), at = at,
       expected_score = number(told[1]), expected_slope = number(coef(fit)[2]),
       expected_low = number(told[2]), expected_high = number(told[3]),
       tolerance = "1e-9", source = paste0(r_version, ": predict(lm(y ~ x), interval = 'prediction')"))
}
write_rows("projection.csv", list(
  line(2021:2025, c(398, 401, 400, 405, 406), 2029),
  line(2023:2027, c(402, 404, 406, 406, 409), 2029),
  line(c(2015, 2017, 2019, 2021, 2023, 2025), c(352, 341, 367, 360, 371, 369), 2026),
  line(2010:2024, sample(350:420, 15), 2030),
  line(2019:2024, c(410, 405, 399, 398, 390, 391), 2020)
))

reached <- function(score, variance, target) {
  list(score = score, variance = variance, target = target,
       expected = number(pnorm((eval(parse(text = score)) - eval(parse(text = target))) / sqrt(eval(parse(text = variance))))),
       tolerance = "1e-9", source = paste0(r_version, ": pnorm((score - target) / sqrt(variance))"))
}
write_rows("probability.csv", list(
  reached("409/100", "1/4000", "417/100"),
  reached("416/100", "1/4000", "417/100"),
  reached("417/100", "1/400", "417/100"),
  reached("421/100", "1/2500", "417/100"),
  reached("17/4", "1/90", "417/100"),
  reached("7/2", "1/40", "4/1")
))
