//! The program: arguments to window or command, nothing else.

fn main() {}
