//! The program: arguments to window or command, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    hashiya::cli::run(std::env::args_os())
}
