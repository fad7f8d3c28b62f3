//! Networks, as the settings name them: an address, or an address and how many of its bits count.

use std::{net::IpAddr, str::FromStr};

use actix_web::HttpRequest;

use crate::house::House;

/// `172.16.0.0/12`, `fd00::/8`, or one address alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    bits: u128,
    mask: u128,
    is_v4: bool,
}

fn bits_of(ip: IpAddr) -> (u128, bool) {
    // A socket that listens on both families tells IPv4 visitors as ::ffff:a.b.c.d: the same address.
    match ip.to_canonical() {
        IpAddr::V4(ip) => (u128::from(u32::from(ip)), true),
        IpAddr::V6(ip) => (u128::from(ip), false),
    }
}

impl Network {
    pub fn contains(&self, ip: IpAddr) -> bool {
        let (bits, is_v4) = bits_of(ip);
        is_v4 == self.is_v4 && bits & self.mask == self.bits
    }
}

impl FromStr for Network {
    type Err = ();

    fn from_str(text: &str) -> Result<Network, ()> {
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length.parse::<u32>().map_err(|_| ())?)),
            None => (text, None),
        };
        let (bits, is_v4) = bits_of(address.trim().parse().map_err(|_| ())?);
        let width = if is_v4 { 32 } else { 128 };
        let length = length.unwrap_or(width);
        if length > width {
            return Err(());
        }
        let all = if is_v4 { u128::from(u32::MAX) } else { u128::MAX };
        let mask = all & all.checked_shl(width - length).unwrap_or(0);
        Ok(Network { bits: bits & mask, mask, is_v4 })
    }
}

/// The network of a visitor, for the throttles: the address itself, or for IPv6 its /64, which one household has.
pub fn of_visitor(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V6(ip) => {
            let parts = ip.segments();
            format!("{:x}:{:x}:{:x}:{:x}::", parts[0], parts[1], parts[2], parts[3])
        }
        ip => ip.to_string(),
    }
}

/// The network that a request comes from. A proxy's word is believed only if it is trusted.
pub fn of_request(house: &House, req: &HttpRequest) -> String {
    let peer = req.peer_addr().map(|peer| peer.ip());
    let trusted = peer.is_some_and(|peer| house.settings.trusted_proxies.iter().any(|known| known.contains(peer)));
    let forwarded = req
        .headers()
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok());
    let visitor = if trusted { forwarded.or(peer) } else { peer };
    visitor.map(of_visitor).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(network: &str, ip: &str) -> bool {
        network.parse::<Network>().unwrap().contains(ip.parse().unwrap())
    }

    #[test]
    fn a_network_holds_its_addresses_and_no_other() {
        assert!(within("172.16.0.0/12", "172.31.9.1") && !within("172.16.0.0/12", "172.32.0.1"));
        assert!(within("127.0.0.1", "127.0.0.1") && !within("127.0.0.1", "127.0.0.2"));
        assert!(within("fd00::/8", "fd12::1") && !within("fd00::/8", "fe80::1"));
        assert!(within("0.0.0.0/0", "8.8.8.8") && !within("0.0.0.0/0", "::1"));
        for wrong in ["", "proxy", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_ipv4_visitor_of_a_two_family_socket_is_who_they_are() {
        assert!(within("127.0.0.1", "::ffff:127.0.0.1"));
        assert!(within("::ffff:10.0.0.0", "10.0.0.0"));
        let of = |ip: &str| of_visitor(ip.parse().unwrap());
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
        assert_ne!(of("::ffff:192.0.2.7"), of("::ffff:192.0.2.8"));
        assert_eq!(of("2001:db8:1:2::9"), "2001:db8:1:2::");
    }
}
