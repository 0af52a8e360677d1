# Writes welch.csv, two_proportions.csv, mann_whitney.csv, welch_anova.csv,
# kruskal_wallis.csv, chi_square.csv, adjust.csv and rank_interval.csv next to
# this folder.
#
# Run from this folder: Rscript comparisons.R

set.seed(20251120, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
r_version <- paste("R", getRversion())

number <- function(x) ifelse(is.nan(x), "undefined", sprintf("%.17g", x))
whole <- function(x) sprintf("%.0f", x)
cell <- function(x) ifelse(grepl("[\",]", x), paste0("\"", gsub("\"", "\"\"", x), "\""), x)
write_rows <- function(name, rows) {
  table <- do.call(rbind, lapply(rows, as.data.frame, stringsAsFactors = FALSE))
  lines <- apply(table, 1, function(row) paste(cell(row), collapse = ","))
  con <- file(file.path("..", name), open = "wb")
  writeLines(c(paste(names(table), collapse = ","), lines), con, sep = "\n")
  close(con)
}

# A group is its number of answers at 1, 2, ….
group <- function(counts) paste(whole(counts), collapse = ";")
groups <- function(list) paste(vapply(list, group, ""), collapse = "|")
answers <- function(counts) rep(seq_along(counts), counts)
drawn <- function(n, points, center, spread) {
  x <- pmin(pmax(round(rnorm(n, center, spread)), 1), points)
  tabulate(x, points)
}

pairs <- list(
  list(c(0, 0, 1, 2), c(0, 1, 1, 0)),
  list(c(1, 1), c(3, 1)),
  list(c(1, 2, 3, 2, 1), c(2, 4, 6, 4, 2)), # the same shares
  list(c(0, 3, 0, 3, 0), c(0, 9, 0, 9, 0)), # the same means, other sizes
  list(c(0, 0, 7, 0, 0), c(1, 2, 3, 2, 1)), # one group all alike, the same mean
  list(c(0, 0, 0, 7, 0), c(1, 2, 3, 2, 1)), # one group all alike
  list(c(0, 5, 0), c(0, 0, 9)),             # both all alike, but apart
  list(c(0, 5, 0), c(0, 9, 0)),             # all alike
  list(c(10, 1, 0, 0), c(0, 0, 2, 40)),
  list(drawn(10, 6, 3.2, 1.1), drawn(12, 6, 3.8, 1.3)),
  list(drawn(10, 6, 3.9, 1), drawn(2108, 6, 3.7, 1.2)),
  list(drawn(63, 6, 3.5, 1.1), drawn(1411, 6, 3.9, 1.1)),
  list(drawn(850, 5, 3.1, 0.9), drawn(1268, 5, 3.2, 1.1)),
  list(drawn(400, 6, 2.6, 0.9), drawn(700, 6, 4.4, 0.8)),
  list(drawn(1500, 6, 2.2, 1), drawn(1500, 6, 3.6, 1)),
  list(drawn(300, 2, 1.4, 0.5), drawn(200, 2, 1.7, 0.5)),
  list(drawn(150, 11, 6, 2.5), drawn(90, 11, 6.5, 2))
)

# Means ---------------------------------------------------------------------

write_rows("welch.csv", unlist(lapply(pairs, function(pair) lapply(c(0.95, 0.999), function(confidence) {
  # R stops where neither group varies.
  test <- tryCatch(
    t.test(answers(pair[[1]]), answers(pair[[2]]), conf.level = confidence),
    error = function(e) list(estimate = c(NaN, NaN), parameter = NaN, p.value = NaN, conf.int = c(NaN, NaN))
  )
  list(
    first = group(pair[[1]]), second = group(pair[[2]]), confidence = sprintf("%.3f", confidence),
    expected_difference = number(test$estimate[[1]] - test$estimate[[2]]),
    expected_df = number(test$parameter[[1]]), expected_p = number(test$p.value),
    expected_low = number(test$conf.int[1]), expected_high = number(test$conf.int[2]),
    tolerance = "1e-9", source = paste0(r_version, ": t.test(rep(seq_along(first), first), rep(seq_along(second), second), conf.level = confidence)")
  )
})), recursive = FALSE))

several <- list(
  list(c(1, 0, 1), c(2, 0, 2)),             # the same means
  list(c(1, 2, 1), c(3, 0, 3), c(2, 4, 2)), # the same means
  list(c(0, 5, 0), c(1, 2, 3)),             # one group all alike
  list(c(0, 5, 0), c(0, 9, 0), c(0, 2, 0)), # all alike
  list(c(2, 1, 0), c(0, 1, 2), c(1, 1, 1)),
  list(drawn(20, 6, 3, 1), drawn(35, 6, 3.6, 1.2)),
  lapply(c(12, 25, 40, 18), function(n) drawn(n, 6, 3.5, 1.1)),
  lapply(1:6, function(j) drawn(10 + 30 * j, 6, 3 + j / 8, 1)),
  lapply(1:12, function(j) drawn(sample(10:300, 1), 5, 3.2, 1)),
  lapply(1:12, function(j) drawn(sample(10:300, 1), 5, 2.8 + j / 20, 1)),
  lapply(1:45, function(j) drawn(sample(10:90, 1), 6, 3.7, 1.1)),
  list(drawn(900, 6, 2.6, 0.9), drawn(700, 6, 3.4, 0.8), drawn(500, 6, 4.2, 1)),
  lapply(1:8, function(j) drawn(600, 6, 2.4 + j / 6, 1)),
  list(c(5, 0, 0, 0, 1), c(0, 1, 0, 6, 3), c(0, 0, 0, 2, 2)),
  lapply(c(300, 200, 400), function(n) drawn(n, 2, 1.5, 0.5)),
  lapply(pairs[[13]], identity)
)
long <- function(list) data.frame(
  x = unlist(lapply(list, answers)), g = factor(rep(seq_along(list), vapply(list, sum, 0)))
)

write_rows("welch_anova.csv", lapply(several, function(list_of) {
  test <- oneway.test(x ~ g, long(list_of))
  list(
    groups = groups(list_of), expected_f = number(test$statistic[[1]]),
    expected_df1 = ifelse(is.nan(test$p.value), "undefined", whole(test$parameter[[1]])),
    expected_df2 = number(test$parameter[[2]]), expected_p = number(test$p.value),
    tolerance = "1e-9", source = paste0(r_version, ": oneway.test(x ~ g), x the answers, g their group")
  )
}))

# Ranks ---------------------------------------------------------------------

write_rows("mann_whitney.csv", lapply(pairs, function(pair) {
  test <- wilcox.test(answers(pair[[1]]), answers(pair[[2]]), exact = FALSE, correct = TRUE)
  list(
    first = group(pair[[1]]), second = group(pair[[2]]),
    expected_u = number(test$statistic[[1]]),
    expected_superiority = number(test$statistic[[1]] / (sum(pair[[1]]) * sum(pair[[2]]))),
    expected_p = number(test$p.value),
    tolerance = "1e-9", source = paste0(r_version, ": wilcox.test(rep(seq_along(first), first), rep(seq_along(second), second), exact = FALSE, correct = TRUE); superiority = W/(sum(first) * sum(second))")
  )
}))

with_empty <- list(c(1, 4, 2), c(0, 0, 0), c(0, 2, 5))
write_rows("kruskal_wallis.csv", lapply(c(several, list(with_empty)), function(list_of) {
  d <- long(list_of)
  test <- kruskal.test(d$x, droplevels(d$g))
  list(
    groups = groups(list_of), expected_h = number(test$statistic[[1]]),
    expected_df = ifelse(is.nan(test$p.value), "undefined", whole(test$parameter[[1]])), expected_p = number(test$p.value),
    tolerance = "1e-9", source = paste0(r_version, ": kruskal.test(x, droplevels(g)), x the answers, g their group")
  )
}))

# Shares --------------------------------------------------------------------

shares <- rbind(
  c(56, 70, 48, 80), c(9, 10, 3, 10), c(10, 10, 0, 20), c(0, 10, 0, 20), c(10, 10, 20, 20), c(1, 4, 150, 600),
  c(0, 10, 1, 2000), c(5, 56, 0, 29), c(30, 50, 20, 50), c(412, 850, 634, 1268), c(700, 850, 300, 1268),
  c(1059, 2118, 1060, 2118), c(31415, 90000, 30000, 90000), c(1, 1, 0, 1), c(3, 1000000, 9, 999983), c(800, 1000, 60, 1100)
)
write_rows("two_proportions.csv", unlist(lapply(seq_len(nrow(shares)), function(i) lapply(c(0.95, 0.99), function(confidence) {
  x <- shares[i, c(1, 3)]
  n <- shares[i, c(2, 4)]
  test <- suppressWarnings(prop.test(x, n, correct = FALSE))
  wilson <- suppressWarnings(Map(function(x, n) prop.test(x, n, conf.level = confidence, correct = FALSE)$conf.int, x, n))
  p <- x / n
  list(
    first = paste0(whole(x[1]), "/", whole(n[1])), second = paste0(whole(x[2]), "/", whole(n[2])),
    confidence = sprintf("%.2f", confidence),
    expected_chi_square = number(test$statistic[[1]]), expected_p = number(test$p.value),
    expected_low = number(p[1] - p[2] - sqrt((p[1] - wilson[[1]][1])^2 + (wilson[[2]][2] - p[2])^2)),
    expected_high = number(p[1] - p[2] + sqrt((wilson[[1]][2] - p[1])^2 + (p[2] - wilson[[2]][1])^2)),
    tolerance = "1e-9", source = paste0(r_version, ": prop.test(c(x1, x2), c(n1, n2), correct = FALSE); bounds by Newcombe's formula 10 from prop.test(x, n, conf.level = confidence, correct = FALSE)$conf.int of each share")
  )
})), recursive = FALSE))

# Tables --------------------------------------------------------------------

tables <- list(
  list(c(10, 20, 30), c(20, 20, 20)), list(c(10, 20, 30), c(20, 40, 60)), list(c(30, 0), c(0, 70)),
  list(c(3, 1), c(2, 4)), list(c(1, 9), c(9, 81)), list(c(1, 8), c(9, 81)), list(c(5, 5), c(5, 5)),
  list(c(4, 9, 9, 9, 9), c(4, 9, 9, 9, 9)), list(c(4, 9, 9, 9, 9, 9), c(4, 9, 9, 9, 9, 9)),
  list(c(12, 0, 8), c(0, 0, 0), c(7, 0, 13)), list(c(0, 4), c(0, 9)),
  several[[9]], several[[10]], several[[11]], several[[12]], several[[13]], pairs[[11]], pairs[[12]], pairs[[14]],
  list(c(31415, 58585), c(30000, 60000), c(29000, 61000))
)
write_rows("chi_square.csv", lapply(tables, function(list_of) {
  table <- do.call(rbind, list_of)
  table <- table[rowSums(table) > 0, colSums(table) > 0, drop = FALSE]
  test <- if (min(dim(table)) < 2) NULL else suppressWarnings(chisq.test(table, correct = FALSE))
  expected <- if (is.null(test)) NaN else test$expected
  statistic <- if (is.null(test)) NaN else test$statistic[[1]]
  # The rule on expected counts, on R's own.
  p <- if (is.null(test)) "undefined"
    else if (min(expected) < 1) "an expected count under 1"
    else if (mean(expected < 5) >= 0.2) "a fifth under 5"
    else number(test$p.value)
  list(
    table = groups(list_of), expected_chi_square = number(statistic),
    expected_df = if (is.null(test)) "undefined" else whole(test$parameter[[1]]), expected_p = p,
    expected_v = number(sqrt(statistic / (sum(table) * (min(dim(table)) - 1)))),
    expected_smallest = number(min(expected)), expected_under_5 = number(if (is.null(test)) NaN else mean(expected < 5)),
    tolerance = "1e-9", source = paste0(r_version, ": chisq.test(table, correct = FALSE) without empty rows and columns; V = sqrt(X2/(sum(table) * (min(dim(table)) - 1))); p unless min(expected) < 1 or mean(expected < 5) >= 0.2")
  )
}))

# Families of tests ---------------------------------------------------------

families <- list(
  c(0.04, NA, 0.01, 0.03), c(0.5), c(NA, NA), c(0.01, 0.01, 0.01), c(0.02, 0.02, 0.5, 0.02, NA, 0.5), c(1, 1, 0.3),
  c(0, 1e-300, 1e-12, 0.2), c(1e-300, 1e-300, 3e-300), c(0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986),
  signif(runif(30), 6), signif(runif(45)^4, 9), ifelse(runif(40) < 0.3, NA, round(runif(40)^2, 2)), signif(10^-runif(20, 0, 300), 12)
)
known <- function(x) paste(ifelse(is.na(x), "-", sprintf("%.17g", x)), collapse = "|")
write_rows("adjust.csv", lapply(families, function(p) list(
  p = known(p), expected_bh = known(p.adjust(p, "BH")), expected_holm = known(p.adjust(p, "holm")),
  tolerance = "1e-9", source = paste0(r_version, ": p.adjust(p, \"BH\"), p.adjust(p, \"holm\"); NA is left out")
)))

# Ranks of units ------------------------------------------------------------

# Values and standard errors in hundredths, so that both sides start from the same numbers.
ranked <- function(value, se, df, confidence, note) {
  k <- length(value)
  half <- qt(1 - (1 - confidence) / k / 2, df) * se
  low <- value - half
  high <- value + half
  best <- vapply(seq_len(k), function(i) 1 + sum(low > high[i]), 0)
  worst <- vapply(seq_len(k), function(i) k - sum(high < low[i]), 0)
  # No bounds so near that rounding, or < for the paper's <=, decides.
  stopifnot(min(abs(outer(low, high, "-"))) > 1e-9)
  join <- function(x) paste(whole(x), collapse = "|")
  list(
    value = join(value), se = join(se), df = join(rep_len(df, k)), confidence = sprintf("%.2f", confidence),
    expected_best = join(best), expected_worst = join(worst),
    tolerance = "0", source = paste0(r_version, ": low, high = value -/+ qt(1 - (1 - confidence)/(2 * k), df) * se; best = 1 + sum(low > high[i]), worst = k - sum(high < low[i])", note)
  )
}
# Mean minutes to work, lowest first, and their standard errors.
travel <- c(1686, 1691, 1806, 1810, 1818, 1839, 1877, 1890, 1966, 2113, 2131, 2143, 2161, 2192, 2194, 2254, 2286, 2299, 2307, 2312, 2336, 2337, 2341, 2345, 2361, 2386, 2394, 2410, 2411, 2423, 2451, 2454, 2476, 2482, 2498, 2530, 2551, 2558, 2569, 2576, 2592, 2690, 2711, 2714, 2774, 2799, 2817, 3010, 3053, 3150, 3221)
travel_se <- c(28, 36, 19, 50, 32, 33, 13, 16, 24, 15, 23, 27, 20, 11, 31, 16, 15, 10, 13, 9, 29, 12, 25, 11, 16, 24, 14, 27, 10, 14, 19, 15, 15, 7, 19, 37, 14, 31, 27, 11, 9, 30, 17, 7, 13, 13, 11, 32, 12, 9, 15)
census <- "; US Census Bureau, American Community Survey 2011, mean travel time to work of 51 states, the example of Klein, Wright & Wieczorek (2020), negated so that the shortest is rank 1"
units <- function(k, spread, largest_df) ranked(
  round(350 + rnorm(k, 0, spread)), sample(3:15, k, replace = TRUE), sample(9:largest_df, k, replace = TRUE), 0.95, ""
)
write_rows("rank_interval.csv", list(
  ranked(-travel, travel_se, 1e15, 0.90, census), ranked(-travel, travel_se, 1e15, 0.99, census),
  ranked(c(310, 390, 400), c(5, 5, 5), 60, 0.95, ""), ranked(c(350, 350, 350), c(7, 9, 12), 20, 0.95, ""),
  ranked(400, 5, 12, 0.95, ""), ranked(c(300, 400), c(2, 2), 9, 0.95, ""), ranked(c(300, 301), c(20, 20), 9, 0.95, ""),
  ranked(seq(500, 100, -100), rep(1, 5), 30, 0.99, ""), # all apart
  units(8, 20, 60), units(12, 60, 200), units(20, 10, 60), units(45, 40, 300), units(150, 60, 2000)
))
