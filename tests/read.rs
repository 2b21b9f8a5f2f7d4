//! `copydesk read` shows what the other commands see.

use assert_cmd::Command;
use assert_fs::TempDir;
use assert_fs::prelude::*;

#[test]
fn articles_are_printed_as_they_are_read() {
    let dir = TempDir::new().expect("a folder for the test");
    let page = "<html><head><title>Quay shut</title></head><body><nav><a href=/>Home</a></nav><h1>Quay shut</h1>\
                <p>The quay at Skelby is shut, the harbour board said, and no ship may call.</p></body></html>";
    let files = [
        (
            "a.md",
            "---\ndate: 2024-03-12\nauthor: Ann Ode\n---\n# Ferry late\n\nIt *came* at nine.\n\n- wind\u{1b}[31m\n",
        ),
        ("b.html", page),
        ("c.txt", "Copy\0"),
        ("d.png", ""),
    ];
    for (name, text) in files {
        dir.child(name).write_str(text).expect("the file is written");
    }
    let mut command = Command::cargo_bin("copydesk").expect("the binary is built");
    let output = command.current_dir(dir.path()).env_clear().arg("read").output().expect("it runs");
    let expected = "a.md
  date: 2024-03-12
  author: Ann Ode
   0 title  Ferry late
   1  It came at nine.
   2 item  wind [31m

b.html
   0 title  Quay shut
   1  The quay at Skelby is shut, the harbour board said, and no ship may call.

passed over: 1 of ending png
not read: c.txt: a NUL byte at byte 4, line 1: this is no text
";
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    assert_eq!(output.status.code(), Some(2));
}
