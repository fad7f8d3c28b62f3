//! A virus scanner reads what is sent in before it is kept, where the settings name one: clamd, by its own protocol
//! (`INSTREAM`).

use std::time::Duration;

use kernel::problem::{Problem, say};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// The largest file takes it some seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes of a piece.
const PIECE: usize = 64 * 1024;
/// A longer answer is none of a scanner's.
const LONGEST_ANSWER: u64 = 4096;

/// 422 at `/file` for a content in which it finds something; 503 while it does not answer: nothing is kept unread.
pub async fn scan(address: &str, bytes: &[u8]) -> Result<(), Problem> {
    let answer = match timeout(PATIENCE, ask(address, bytes)).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => return Err(silent(error)),
        Err(late) => return Err(silent(late)),
    };
    match answer.trim_end_matches('\0').trim() {
        "stream: OK" => Ok(()),
        found if found.ends_with(" FOUND") => Err(infected(found)),
        other => Err(silent(other)),
    }
}

async fn ask(address: &str, bytes: &[u8]) -> std::io::Result<String> {
    let mut line = TcpStream::connect(address).await?;
    line.write_all(b"zINSTREAM\0").await?;
    for piece in bytes.chunks(PIECE) {
        line.write_all(&(piece.len() as u32).to_be_bytes()).await?;
        line.write_all(piece).await?;
    }
    line.write_all(&[0; 4]).await?;
    let mut answer = String::new();
    line.take(LONGEST_ANSWER).read_to_string(&mut answer).await?;
    Ok(answer)
}

fn infected(cause: impl ToString) -> Problem {
    Problem::invalid_field(
        "/file",
        "house.file_infected",
        say(
            "L’antivirus a trouvé quelque chose dans ce fichier : il n’a pas été gardé. Vérifiez votre appareil.",
            "The virus scanner found something in this file: it was not kept. Check your device.",
        ),
    )
    .because(cause)
}

fn silent(cause: impl ToString) -> Problem {
    Problem::unavailable(
        "house.scanner_unavailable",
        say(
            "L’antivirus ne répond pas : rien n’a été gardé. Réessayez dans un instant.",
            "The virus scanner does not answer: nothing was kept. Try again shortly.",
        ),
    )
    .because(cause)
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    /// Reads what one is sent by that protocol, and says this of it.
    async fn scanner(said: &'static str) -> (String, tokio::task::JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let reading = tokio::spawn(async move {
            let (mut line, _) = listener.accept().await.unwrap();
            let mut order = [0; 10];
            line.read_exact(&mut order).await.unwrap();
            assert_eq!(&order, b"zINSTREAM\0");
            let mut read = Vec::new();
            loop {
                let mut piece = vec![0; line.read_u32().await.unwrap() as usize];
                if piece.is_empty() {
                    break;
                }
                line.read_exact(&mut piece).await.unwrap();
                read.extend(piece);
            }
            line.write_all(said.as_bytes()).await.unwrap();
            read
        });
        (address, reading)
    }

    #[actix_web::test]
    async fn a_content_is_read_whole_and_let_in_or_not() {
        let content: Vec<u8> = (0..PIECE + 7).map(|at| at as u8).collect();
        let (address, reading) = scanner("stream: OK\0").await;
        assert!(scan(&address, &content).await.is_ok());
        assert_eq!(reading.await.unwrap(), content);
        for (said, code) in [
            ("stream: Eicar-Signature FOUND\0", "house.file_infected"),
            ("INSTREAM size limit exceeded. ERROR\0", "house.scanner_unavailable"),
            ("", "house.scanner_unavailable"),
        ] {
            let (address, _) = scanner(said).await;
            assert_eq!(scan(&address, b"a").await.unwrap_err().code(), code, "{said}");
        }
    }

    #[actix_web::test]
    async fn nothing_is_let_in_where_nobody_reads() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        drop(listener);
        let problem = scan(&address, b"a").await.unwrap_err();
        assert_eq!((problem.status(), problem.code()), (503, "house.scanner_unavailable"));
    }
}
