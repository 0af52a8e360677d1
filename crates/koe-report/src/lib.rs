//! koe-report
