# Some of the figures once more, with R 4.2.2 and its package survey 4.1.1:
# differences of pooled scores by svyratio, tests of base R, p.adjust.
suppressMessages(library(survey))
d <- read.csv("responses.csv", na.strings = "", check.names = FALSE)
items <- paste0("Q", 1:5)
d$Q3 <- 6 - d$Q3
d$Q4[d[["雇用区分"]] != "正職員"] <- NA
d$unit <- ifelse(is.na(d[["部局"]]), "", d[["部局"]])
told <- function(x) cat(format(x, digits = 10), "\n")
show <- function(...) cat(sprintf("%-34s", paste(...)), "")
pooled <- function(rows, of) {
  x <- rows[of]; s <- rowSums(x, na.rm = TRUE); n <- rowSums(!is.na(x)); keep <- n > 0
  r <- svyratio(~s, ~n, svydesign(~1, data = data.frame(s, n)[keep, ], weights = ~1))
  list(r = coef(r)[[1]], v = vcov(r)[1, 1], k = sum(keep), n = sum(n), own = (s / n)[keep])
}
ps <- c()
for (u in c("A", "B", "C")) {
  a <- pooled(d[d$unit == u, ], items); b <- pooled(d[d$unit != u, ], items)
  out <- b$n / (a$n + b$n); v <- a$v + b$v
  df <- v^2 / (a$v^2 / (a$k - 1) + b$v^2 / (b$k - 1))
  diff <- a$r - b$r; half <- qt(.975, df) * sqrt(v); p <- 2 * pt(-abs(diff) / sqrt(v), df); ps <- c(ps, p)
  show("pooled overall", u); told(c(out * (diff - half), out * (diff + half), p))
}
show("BH"); told(p.adjust(ps, "BH"))
groups <- ifelse(d$unit %in% c("A", "B", "C", "D"), d$unit, "rest")
own <- rowMeans(d[items], na.rm = TRUE)
w <- oneway.test(own ~ groups); show("oneway.test overall"); told(c(w$statistic, w$parameter[2], w$p.value))
k <- kruskal.test(d$Q1 ~ factor(groups)); show("kruskal.test Q1"); told(c(k$statistic, k$p.value))
x <- suppressWarnings(chisq.test(table(groups, d$Q1))); show("chisq.test Q1"); told(x$statistic)
m <- wilcox.test(d$Q1[d$unit == "A"], d$Q1[d$unit != "A"], exact = FALSE, correct = TRUE); show("wilcox.test Q1 A"); told(m$p.value)
f <- prop.test(c(sum(d$Q1[d$unit == "A"] >= 4, na.rm = TRUE), sum(d$Q1[d$unit != "A"] >= 4, na.rm = TRUE)),
               c(sum(!is.na(d$Q1[d$unit == "A"])), sum(!is.na(d$Q1[d$unit != "A"]))), correct = FALSE)
show("prop.test Q1 A"); told(f$p.value)
