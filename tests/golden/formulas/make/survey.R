# Writes normal_quantile.csv, wilson.csv, pooled_variance.csv, fpc.csv, own_means.csv,
# item_variance.csv, interval.csv and median.csv next to this folder, and
# appends rows to item_mean_variance.csv (made by exact.py, which runs first).
#
# Run from this folder: Rscript survey.R   (needs the package survey)

suppressPackageStartupMessages(library(survey))
set.seed(20251120, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")

r_version <- paste("R", getRversion())
survey_version <- paste(r_version, "survey", packageVersion("survey"))

number <- function(x) sprintf("%.17g", x)
encode <- function(x) paste(apply(x, 1, function(row) paste(ifelse(is.na(row), "-", row), collapse = ";")), collapse = "|")

cell <- function(x) {
  x <- as.character(x)
  ifelse(grepl("[\",]", x), paste0("\"", gsub("\"", "\"\"", x), "\""), x)
}
write_rows <- function(name, rows, append = FALSE) {
  table <- do.call(rbind, lapply(rows, as.data.frame, stringsAsFactors = FALSE))
  lines <- apply(table, 1, function(row) paste(cell(row), collapse = ","))
  if (!append) lines <- c(paste(names(table), collapse = ","), lines)
  con <- file(file.path("..", name), open = if (append) "ab" else "wb")
  writeLines(lines, con, sep = "\n")
  close(con)
}

# Answers that go together within a respondent.
simulated <- function(respondents, items, low, high, blank) {
  level <- runif(respondents, low, high)
  x <- matrix(round(rnorm(respondents * items, rep(level, items), 1)), respondents)
  x <- pmin(pmax(x, low), high)
  x[runif(length(x)) < blank] <- NA
  matrix(as.integer(x), respondents)
}
rows_of <- function(...) matrix(as.integer(c(...)), ncol = length(..1), byrow = TRUE)

sets <- list(
  rows_of(c(3, 4), c(5, NA)),
  rows_of(c(3, 4, NA, 6), c(2, NA, NA, NA), c(6, 6, 5, 6)),
  rows_of(c(4, 4, 4), c(4, 4, 4), c(4, 4, NA)),
  rows_of(c(1, 5), c(NA, NA), c(2, NA), c(3, 3)),
  simulated(10, 4, 1, 6, 0),
  simulated(10, 4, 1, 6, 0.3),
  simulated(60, 9, 1, 6, 0.1),
  simulated(60, 9, -3, 3, 0.5),
  simulated(250, 5, 1, 5, 0.2),
  (simulated(120, 6, 1, 6, 0.15) >= 5) * 1L,
  (simulated(40, 3, 1, 6, 0) >= 5) * 1L
)

# A respondent without any answer is not a respondent.
sums <- function(x) {
  d <- data.frame(s = rowSums(x, na.rm = TRUE), n = rowSums(!is.na(x)))
  d[d$n > 0, ]
}

# Pooled scores -------------------------------------------------------------

pooled <- function(x) {
  d <- sums(x)
  design <- svydesign(ids = ~1, weights = rep(1, nrow(d)), data = d)
  svyratio(~s, ~n, design)
}
write_rows("pooled_variance.csv", lapply(sets, function(x) {
  estimate <- pooled(x)
  # survey's variance has the factor R/(R - 1): checked here against the definition.
  d <- sums(x)
  residual <- d$s - sum(d$s) / sum(d$n) * d$n
  by_hand <- nrow(d) / (nrow(d) - 1) * sum(residual^2) / sum(d$n)^2
  stopifnot(isTRUE(all.equal(c(SE(estimate)^2), by_hand, tolerance = 1e-13, check.attributes = FALSE)))
  list(
    data = encode(x),
    expected_ratio = number(coef(estimate)), expected_variance = number(SE(estimate)^2),
    tolerance = "1e-12",
    source = paste0(survey_version, ": coef and SE^2 of svyratio(~s, ~n, svydesign(ids = ~1, weights = 1, data)), rows with n > 0")
  )
}))

# Finite population ---------------------------------------------------------

write_rows("fpc.csv", unlist(lapply(sets[c(2, 6, 7, 10)], function(x) {
  d <- sums(x)
  lapply(c(nrow(d), nrow(d) + 1, 2 * nrow(d), 100 * nrow(d)), function(headcount) {
    design <- svydesign(ids = ~1, weights = rep(1, nrow(d)), data = d, fpc = rep(headcount, nrow(d)))
    list(
      data = encode(x), headcount = sprintf("%d", as.integer(headcount)),
      expected = number(SE(svyratio(~s, ~n, design))^2),
      tolerance = "1e-12",
      source = paste0(survey_version, ": SE(svyratio(~s, ~n, svydesign(ids = ~1, weights = 1, data, fpc = headcount)))^2, rows with n > 0")
    )
  })
}), recursive = FALSE))

# Respondents' own means ----------------------------------------------------

write_rows("own_means.csv", lapply(sets, function(x) {
  own <- rowMeans(x, na.rm = TRUE)
  own <- own[!is.nan(own)]
  list(
    data = encode(x),
    expected_mean = number(mean(own)), expected_variance = number(var(own)),
    tolerance = "1e-12",
    source = paste0(r_version, ": own <- rowMeans(data, na.rm = TRUE), without NaN; mean(own), var(own)")
  )
}))

# Items ---------------------------------------------------------------------

items <- c(
  list(matrix(c(3L, 4L, 4L, 5L)), matrix(c(2L, NA, 6L)), matrix(c(1L, 1L, 1L))),
  lapply(sets[7:10], function(x) x[, 1, drop = FALSE])
)
write_rows("item_variance.csv", lapply(items, function(x) {
  answers <- x[!is.na(x)]
  list(
    data = encode(x),
    expected_mean = number(mean(answers)), expected_variance = number(var(answers)),
    expected_sd = number(sd(answers)), expected_variance_of_mean = number(var(answers) / length(answers)),
    tolerance = "1e-11",
    source = paste0(r_version, ": x without NA; mean(x), var(x), sd(x), var(x)/length(x)")
  )
}))

write_rows("median.csv", c(lapply(c(
  list(matrix(c(4L, 1L)), matrix(5L), matrix(c(1L, 2L, 3L)), matrix(c(1L, 1L, 6L, 6L)), matrix(c(-3L, NA, -2L))),
  lapply(sets[7:11], function(x) x[, 2, drop = FALSE])
), function(x) {
  list(
    data = encode(x), expected = sprintf("%d/2", as.integer(2 * median(x, na.rm = TRUE))),
    tolerance = "0", source = paste0(r_version, ": median(x, na.rm = TRUE)")
  )
})))

# Intervals -----------------------------------------------------------------

varied <- Filter(function(x) var(x, na.rm = TRUE) > 0, items)
write_rows("interval.csv", c(
  unlist(lapply(varied, function(x) lapply(c(0.9, 0.95, 0.99), function(confidence) {
    interval <- t.test(x[!is.na(x)], conf.level = confidence)$conf.int
    list(
      data = encode(x), estimator = "item", confidence = sprintf("%.2f", confidence),
      expected_low = number(interval[1]), expected_high = number(interval[2]),
      tolerance = "1e-11", source = paste0(r_version, ": t.test(x, conf.level = confidence)$conf.int")
    )
  })), recursive = FALSE),
  lapply(sets[c(2, 6:11)], function(x) {
    interval <- confint(pooled(x), level = 0.95, df = nrow(sums(x)) - 1)
    list(
      data = encode(x), estimator = "pooled", confidence = "0.95",
      expected_low = number(interval[1]), expected_high = number(interval[2]),
      tolerance = "1e-11",
      source = paste0(survey_version, ": confint(svyratio(~s, ~n, svydesign(ids = ~1, weights = 1, data)), df = R - 1)")
    )
  })
))

# Quantiles -----------------------------------------------------------------

write_rows("normal_quantile.csv", lapply(
  c("1e-300", "1e-12", "0.005", "0.025", "0.05", "0.1", "0.25", "0.4", "0.5", "0.500001", "0.6", "0.75", "0.8", "0.9", "0.95", "0.975", "0.995", "0.9995"),
  function(p) {
    list(p = p, expected = number(qnorm(as.numeric(p))), tolerance = "1e-14", source = paste0(r_version, ": qnorm(p)"))
  }
))

# Shares --------------------------------------------------------------------

shares <- rbind(
  c(0, 1), c(1, 1), c(0, 5), c(5, 5), c(0, 20), c(20, 20), c(1, 2), c(1, 10), c(9, 10), c(15, 148), c(81, 263),
  c(1, 29), c(56, 56), c(478, 636), c(1, 2118), c(2117, 2118), c(0, 2118), c(1059, 2118), c(31415, 90000), c(3, 1000000)
)
write_rows("wilson.csv", unlist(lapply(seq_len(nrow(shares)), function(i) lapply(c(0.9, 0.95, 0.99), function(confidence) {
  # The warning is about the test of the share, not about the interval.
  interval <- suppressWarnings(prop.test(shares[i, 1], shares[i, 2], conf.level = confidence, correct = FALSE)$conf.int)
  list(
    successes = sprintf("%d", as.integer(shares[i, 1])), n = sprintf("%d", as.integer(shares[i, 2])), confidence = sprintf("%.2f", confidence),
    expected_low = number(interval[1]), expected_high = number(interval[2]),
    tolerance = "1e-11",
    source = paste0(r_version, ": prop.test(successes, n, conf.level = confidence, correct = FALSE)$conf.int")
  )
})), recursive = FALSE))

# Means of item means -------------------------------------------------------

write_rows("item_mean_variance.csv", lapply(sets[c(2, 6, 7, 8)], function(x) {
  x <- x[rowSums(!is.na(x)) > 0, ]
  columns <- seq_len(ncol(x))
  d <- data.frame(ifelse(is.na(x), 0L, x), (!is.na(x)) * 1L)
  names(d) <- c(paste0("x", columns), paste0("d", columns))
  design <- svydesign(ids = ~1, weights = rep(1, nrow(d)), data = d)
  totals <- svytotal(reformulate(names(d)), design)
  mean_of_means <- parse(text = sprintf("(%s) / %d", paste(sprintf("x%d / d%d", columns, columns), collapse = " + "), ncol(x)))[[1]]
  list(
    data = encode(x), expected = number(SE(svycontrast(totals, mean_of_means))^2),
    tolerance = "1e-11",
    source = paste0(survey_version, ": SE(svycontrast(svytotal(~x1 + ... + d1 + ..., svydesign(ids = ~1, weights = 1, data)), quote((x1/d1 + ...)/J)))^2, x blank as 0, d 1 where answered")
  )
}), append = TRUE)
