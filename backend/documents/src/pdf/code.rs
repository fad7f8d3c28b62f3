//! A QR code as a drawing, with the white border that a camera needs.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

use super::PdfFailure;

/// Modules of white around it (ISO/IEC 18004).
const BORDER: i32 = 4;

pub fn svg(text: &str) -> Result<String, PdfFailure> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|error| PdfFailure(error.to_string()))?;
    let side = code.size() + 2 * BORDER;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            // Writing into a text can't fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + BORDER, y + BORDER);
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_border_and_more_modules_for_more_text() {
        let short = svg("https://club.example").unwrap();
        assert!(short.contains("viewBox=\"0 0 33 33\"") && short.contains("M4 4h1v1h-1z"), "{short}");
        assert!(!short.contains("M3 3h"));
        assert!(svg(&format!("https://club.example/{}", "a".repeat(80))).unwrap().len() > short.len());
        assert!(svg(&"a".repeat(4000)).is_err());
    }
}
