//! An invented campaign of three levels, published.
