# Intervals, p and projections of the case once more, from the answers, with R 4.2.2:
# pt, qt, p.adjust(method = "BH"), predict(lm, interval = "prediction"), pnorm.
# make.py runs it in this folder and compares what it prints with its own figures.
years <- c(2021, 2022, 2023, 2025, 2026)
call <- "trend survey.toml --by 部 --why baseline"
lines <- list(c("overall", "overall"), c("category", "1"), c("category", "2"), c("item", "Q1"), c("item", "Q2"), c("item", "Q3"))
items <- list(overall = c("Q1", "Q2", "Q3"), "1" = c("Q1", "Q2"), "2" = "Q3", Q1 = "Q1", Q2 = "Q2", Q3 = "Q3")
read <- function(name, year) read.csv(paste0(name, "-", year, ".csv"), na.strings = "", check.names = FALSE, encoding = "UTF-8")
answers <- lapply(years, function(year) read("responses", year))
people <- lapply(years, function(year) read("population", year))
tell <- function(call, segment, line, field, value) {
  cat(paste(c(call, segment, line, field, sprintf("%.15g", value)), collapse = ","), "\n", sep = "")
}
pooled <- function(w, unit, code) {
  d <- answers[[w]]; if (unit != "") d <- d[d[[1]] == unit, ]
  x <- d[items[[code]]]; s <- rowSums(x, na.rm = TRUE); n <- rowSums(!is.na(x)); s <- s[n > 0]; n <- n[n > 0]
  r <- sum(s) / sum(n); k <- length(s); z <- (s - r * n) / sum(n)
  who <- people[[w]]; N <- sum(who$headcount[unit == "" | who[[1]] == unit])
  list(r = r, k = k, v = k * var(z), N = N)
}
segment <- function(w, unit) paste0("@wave=", years[w], if (unit != "") paste0(";部=", unit) else "")
change <- function(a, b) {
  s1 <- a$k * a$v; s2 <- b$k * b$v; N <- max(a$N, b$N)
  se <- sapply(c(max(0, a$k + b$k - N), min(a$k, b$k)), function(m) sqrt((1 / a$k - 1 / a$N) * s1 + (1 / b$k - 1 / b$N) * s2 -
    2 * (m / (a$k * b$k) - 1 / N) * 0.6 * sqrt(s1 * s2)))
  df <- (a$v + b$v)^2 / (a$v^2 / (a$k - 1) + b$v^2 / (b$k - 1))
  d <- b$r - a$r
  list(low = d - qt(.975, df) * max(se), high = d + qt(.975, df) * max(se), p = 2 * pt(-abs(d) / max(se), df))
}
pairs <- list(c(1, 2, 0), c(2, 3, 0), c(3, 4, 0), c(4, 5, 0), c(3, 4, 1), c(3, 5, 1))
for (pair in pairs) for (level in c("overall", "category", "item")) for (units in list("", c("A", "B"))) {
  rows <- list(); ps <- c()
  for (unit in units) for (line in lines) if (line[1] == level) {
    own <- change(pooled(pair[1], unit, line[2]), pooled(pair[2], unit, line[2]))
    rows[[length(rows) + 1]] <- list(unit = unit, line = line, own = own); ps <- c(ps, own$p)
  }
  prefix <- if (pair[3]) "since_baseline/" else ""; adjusted <- p.adjust(ps, method = "BH")
  for (i in seq_along(rows)) {
    at <- rows[[i]]; put <- function(field, value) tell(call, segment(pair[2], at$unit), at$line, paste0(prefix, field), value)
    put("difference_low", at$own$low); put("difference_high", at$own$high); put("p", at$own$p); put("p_adjusted", adjusted[i])
  }
}
for (unit in c("", "A", "B")) for (line in lines) {
  scores <- sapply(1:5, function(w) pooled(w, unit, line[2])$r); last <- pooled(5, unit, line[2])
  fit <- lm(y ~ x, data.frame(x = years, y = scores)); least <- qt(.975, last$k - 1) * sqrt(last$v)
  for (to in list(list(call, 2029), list("trend no-target.toml --by 部", 2027))) {
    told <- suppressWarnings(predict(fit, data.frame(x = to[[2]]), interval = "prediction", level = .95))
    half <- max(told[3] - told[1], least)
    put <- function(field, value) tell(to[[1]], segment(5, unit), line, paste0("projection/", field), value)
    put("value", told[1]); put("low", told[1] - half); put("high", told[1] + half)
  }
  goal <- c(overall = 3.6, "1" = 3.5)[line[2]]
  if (!is.na(goal)) tell(call, segment(5, unit), line, "probability", pnorm((last$r - goal) / sqrt(last$v * (1 - last$k / last$N))))
}
