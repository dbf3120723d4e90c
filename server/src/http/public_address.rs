//! Under which address the world knows this server: from the configuration, else from the proxy's headers, else from `Host`.

use axum::http::{HeaderMap, header};

/// What the configuration says of the outside address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicAddress {
    public_url: Option<String>,
    base_path: String,
}

/// A public URL or base path that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// Not an http(s) URL with a host.
    #[error("“{0}” is not a public URL: it is http:// or https://, a host, and perhaps a port and a path")]
    Url(String),
    /// Not a plain absolute path.
    #[error("“{0}” is not a base path: it begins with / and has letters, digits, - _ . ~ and / only, as in /yuntu")]
    Path(String),
}

/// The headers that decide the outside address: an answer that repeats it varies by them.
pub(crate) const VARY: &str = "Host, Forwarded, X-Forwarded-Host, X-Forwarded-Proto, X-Forwarded-Prefix";

impl PublicAddress {
    /// Reads the two options.
    ///
    /// # Errors
    /// [`BadAddress`] naming the value.
    pub fn new(public_url: Option<&str>, base_path: &str) -> Result<Self, BadAddress> {
        let public_url = match public_url.map(|url| (url, url.trim_end_matches('/'))) {
            None => None,
            Some((_, url)) if is_url(url) => Some(url.to_owned()),
            Some((url, _)) => return Err(BadAddress::Url(url.to_owned())),
        };
        let path = base_path.trim_end_matches('/');
        let plain = path.is_empty() || path.starts_with('/') && is_path(path) && !path.contains("//");
        if plain {
            Ok(Self { public_url, base_path: path.to_owned() })
        } else {
            Err(BadAddress::Path(base_path.to_owned()))
        }
    }

    /// The path under which this server answers, without a slash at its end; empty at the root.
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// Host (and port) of the public URL.
    pub fn host(&self) -> Option<&str> {
        let (_, rest) = self.public_url.as_deref()?.split_once("://")?;
        rest.split('/').next()
    }

    /// The absolute address of a path of this server as the asker must write it. Without any host it stays a path.
    pub fn absolute(&self, headers: &HeaderMap, path: &str) -> String {
        if let Some(url) = &self.public_url {
            return format!("{url}{path}");
        }
        let forwarded = Forwarded::read(headers);
        let prefix = forwarded.prefix.unwrap_or_default();
        let host = forwarded.host.or_else(|| text(headers, header::HOST.as_str()).filter(|host| is_host(host)));
        let proto = forwarded.proto.unwrap_or("http");
        host.map_or_else(
            || self.local(headers, path),
            |host| format!("{proto}://{host}{prefix}{}{path}", self.base_path),
        )
    }

    /// The path of an address of this server as the asker's browser must write it, without a host.
    pub fn local(&self, headers: &HeaderMap, path: &str) -> String {
        let prefix = Forwarded::read(headers).prefix.unwrap_or_default();
        format!("{prefix}{}{path}", self.base_path)
    }
}

/// What a proxy says of the outside; the leftmost entry is the one nearest to the asker.
#[derive(Default)]
struct Forwarded<'a> {
    host: Option<&'a str>,
    proto: Option<&'a str>,
    prefix: Option<&'a str>,
}

impl<'a> Forwarded<'a> {
    fn read(headers: &'a HeaderMap) -> Self {
        let first = |name| text(headers, name).and_then(|list| list.split(',').next()).map(str::trim);
        let mut found = Self {
            host: first("x-forwarded-host"),
            proto: first("x-forwarded-proto"),
            prefix: first("x-forwarded-prefix").map(|prefix| prefix.trim_end_matches('/')),
        };
        for pair in first("forwarded").into_iter().flat_map(|entry| entry.split(';')) {
            let Some((name, value)) = pair.split_once('=') else { continue };
            let value = value.trim().trim_matches('"');
            match name.trim().to_ascii_lowercase().as_str() {
                "host" => found.host = Some(value),
                "proto" => found.proto = Some(value),
                _ => {}
            }
        }
        // What is not plainly a host, a scheme or a path is ignored: it would be repeated in answers.
        Self {
            host: found.host.filter(|host| is_host(host)),
            proto: found.proto.filter(|proto| matches!(*proto, "http" | "https")),
            prefix: found
                .prefix
                .filter(|prefix| prefix.starts_with('/') && !prefix.starts_with("//") && is_path(prefix)),
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn is_host(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']' | b'_');
    !text.is_empty() && text.len() <= 255 && text.bytes().all(plain)
}

fn is_path(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~');
    text.len() <= 255 && text.bytes().all(plain)
}

fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    matches!(scheme, "http" | "https") && is_host(host) && is_path(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn absolute(url: Option<&str>, base: &str, headers: &[(&'static str, &str)]) -> String {
        let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        PublicAddress::new(url, base).unwrap().absolute(&headers, "/tiles/map")
    }

    #[test]
    fn the_configured_address_wins_then_the_proxy_then_the_host() {
        let proxy = [("host", "10.0.0.1:8080"), ("x-forwarded-host", "map.example.cn"), ("x-forwarded-proto", "https")];
        assert_eq!(absolute(Some("https://a.cn/map/"), "", &proxy), "https://a.cn/map/tiles/map");
        assert_eq!(absolute(None, "", &proxy), "https://map.example.cn/tiles/map");
        assert_eq!(absolute(None, "/yuntu/", &proxy[..1]), "http://10.0.0.1:8080/yuntu/tiles/map");
        assert_eq!(absolute(None, "/yuntu", &[]), "/yuntu/tiles/map");
    }

    #[test]
    fn forwarded_is_read_by_its_standard_and_prefix_by_its_habit() {
        let standard = [("host", "h"), ("forwarded", "for=1.2.3.4;Host=\"a.cn:8443\";proto=https, for=5.6.7.8;host=b")];
        assert_eq!(absolute(None, "", &standard), "https://a.cn:8443/tiles/map");
        let prefix = [("host", "a.cn"), ("x-forwarded-prefix", "/gov/")];
        assert_eq!(absolute(None, "", &prefix), "http://a.cn/gov/tiles/map");
    }

    #[test]
    fn nonsense_of_a_proxy_is_not_repeated() {
        let hostile = [
            ("host", "good.cn"),
            ("x-forwarded-host", "evil.cn/\"><script>"),
            ("x-forwarded-proto", "javascript"),
            ("x-forwarded-prefix", "//evil.cn"),
        ];
        assert_eq!(absolute(None, "", &hostile), "http://good.cn/tiles/map");
    }

    #[test]
    fn bad_options_are_refused_in_words() {
        for url in ["ftp://a", "a.cn", "https://", "https://a b"] {
            assert!(PublicAddress::new(Some(url), "").unwrap_err().to_string().contains(url), "{url}");
        }
        for path in ["yuntu", "/a b", "/a//b"] {
            assert!(PublicAddress::new(None, path).is_err(), "{path}");
        }
    }
}
