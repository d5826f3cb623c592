//! The program: arguments to window or command, nothing else.

// On Windows a program without a console of its own: none opens beside the window. The one it was
// started from is attached to, for the commands and for what goes wrong.
#![cfg_attr(all(windows, feature = "gui"), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(all(windows, feature = "gui"))]
    {
        // Started from the desktop there is none, and nothing to be said to it.
        let _ = winsafe::AttachConsole(winsafe::PidParent::Parent);
    }
    hashiya::cli::run(std::env::args_os())
}
