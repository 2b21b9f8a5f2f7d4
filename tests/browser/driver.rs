//! A browser to test in, driven by the WebDriver protocol (W3C) over plain HTTP.
//!
//! The two commands that are not WebDriver's own, the console's log and the colour scheme, are
//! chromedriver's.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use assert_fs::TempDir;
use serde_json::{Value, json};

/// How long a page may take to do what it was asked.
const PATIENCE: Duration = Duration::from_secs(20);

/// A key without a letter of its own, as WebDriver writes it.
pub(crate) const ESCAPE: &str = "\u{e00c}";

/// A headless Chromium with a profile of its own.
pub(crate) struct Browser {
    driver: Child,
    agent: ureq::Agent,
    session: String,
    downloads: TempDir,
    /// Taken away once the browser has ended.
    profile: TempDir,
}

impl Browser {
    /// Starts chromedriver on a free port of this machine, and a browser.
    pub(crate) fn start() -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts: install chromium and chromium-driver");
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port: u16 = lines
            .by_ref()
            .find_map(|line| line.unwrap().strip_suffix('.')?.split_once("on port ")?.1.parse().ok())
            .expect("chromedriver says on which port it listens");
        // It must not stop for want of a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let (profile, downloads) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1280,1000",
            &format!("--user-data-dir={}", profile.path().display()),
        ];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .build()
            .into();
        let base = format!("http://127.0.0.1:{port}/session");
        let mut browser = Self { driver, agent, session: base, downloads, profile };
        let made = browser.post("", &wanted);
        browser.session = format!("{}/{}", browser.session, made["sessionId"].as_str().unwrap());
        let folder = browser.downloads.path().to_str().unwrap().to_owned();
        browser.devtools("Browser.setDownloadBehavior", json!({"behavior": "allow", "downloadPath": folder}));
        browser
    }

    fn post(&self, command: &str, body: &Value) -> Value {
        let url = format!("{}{command}", self.session);
        let answer: Value = self.agent.post(&url).send_json(body).unwrap().body_mut().read_json().unwrap();
        let value = answer["value"].clone();
        assert!(value.get("error").is_none(), "{command}: {value}");
        value
    }

    fn devtools(&self, command: &str, parameters: Value) {
        self.post("/goog/cdp/execute", &json!({"cmd": command, "params": parameters}));
    }

    /// Opens a file and waits until its page is loaded.
    pub(crate) fn open(&self, page: &Path) {
        self.post("/url", &json!({"url": format!("file://{}", page.display())}));
    }

    /// Loads the page again.
    pub(crate) fn reload(&self) {
        self.post("/refresh", &json!({}));
    }

    /// Prefers the `light` or the `dark` colour scheme.
    pub(crate) fn scheme(&self, scheme: &str) {
        let feature = json!({"name": "prefers-color-scheme", "value": scheme});
        self.devtools("Emulation.setEmulatedMedia", json!({"features": [feature]}));
    }

    /// Makes the window so many pixels wide and high.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", size);
    }

    /// What a script gives.
    pub(crate) fn ask(&self, expression: &str) -> Value {
        self.post("/execute/sync", &json!({"script": format!("return ({expression})"), "args": []}))
    }

    /// The text of the first element that fits a selector; empty where there is none.
    pub(crate) fn text(&self, selector: &str) -> String {
        let text = self.ask(&format!("document.querySelector({selector:?})?.textContent ?? ''"));
        text.as_str().unwrap().to_owned()
    }

    /// Waits until an expression is true.
    #[track_caller]
    pub(crate) fn until(&self, expression: &str) {
        let begun = Instant::now();
        while self.ask(&format!("Boolean({expression})")) != true {
            assert!(begun.elapsed() < PATIENCE, "never so: {expression}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn element(&self, selector: &str) -> String {
        let found = self.post("/element", &json!({"using": "css selector", "value": selector}));
        let id = found.as_object().unwrap().values().next().unwrap();
        format!("/element/{}", id.as_str().unwrap())
    }

    /// Clicks where a person would: an element that is covered or out of sight fails.
    pub(crate) fn click(&self, selector: &str) {
        self.post(&format!("{}/click", self.element(selector)), &json!({}));
    }

    /// Types into an element; a path into one that takes files.
    pub(crate) fn type_into(&self, selector: &str, text: &str) {
        self.post(&format!("{}/value", self.element(selector)), &json!({"text": text}));
    }

    /// Presses keys one after the other, wherever the focus is.
    pub(crate) fn press(&self, keys: &str) {
        let each = keys.chars().flat_map(|key| {
            let key = key.to_string();
            [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})]
        });
        let each: Vec<Value> = each.collect();
        self.post("/actions", &json!({"actions": [{"type": "key", "id": "keys", "actions": each}]}));
    }

    /// Writes what the window shows to a picture under the target folder.
    pub(crate) fn picture(&self, name: &str) -> PathBuf {
        let taken: Value = {
            let url = format!("{}/screenshot", self.session);
            self.agent.get(&url).call().unwrap().body_mut().with_config().limit(64 << 20).read_json().unwrap()
        };
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, base64(taken["value"].as_str().unwrap())).unwrap();
        path
    }

    /// A saved file, once the browser has written it.
    pub(crate) fn saved(&self, name: &str) -> PathBuf {
        let path = self.downloads.path().join(name);
        let begun = Instant::now();
        while !path.exists() {
            assert!(begun.elapsed() < PATIENCE, "{name} was never saved");
            std::thread::sleep(Duration::from_millis(50));
        }
        path
    }

    /// Fails if the console holds a warning or an error; refused scripts and styles are errors too.
    #[track_caller]
    pub(crate) fn console_is_clean(&self) {
        let log = self.post("/se/log", &json!({"type": "browser"}));
        let bad = |entry: &&Value| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING"));
        let bad: Vec<&Value> = log.as_array().unwrap().iter().filter(bad).collect();
        assert!(bad.is_empty(), "{bad:#?}");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser ends with its session, the driver by our hand.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        // Chromium writes a last time while it ends.
        let _ = std::fs::remove_dir_all(self.profile.path());
    }
}

/// The bytes that Base64 text stands for (RFC 4648).
fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0);
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        let value = LETTERS.iter().position(|known| *known == letter).expect("a letter of Base64");
        held = held << 6 | u32::try_from(value).unwrap();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    bytes
}
