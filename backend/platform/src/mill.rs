//! Work that takes a whole core, off the event loop: so many at once, some more wait, and the next come back. However many
//! ask for it together, those who ask for anything else are answered.

use std::sync::Arc;

use kernel::problem::Problem;
use tokio::sync::Semaphore;

pub struct Mill {
    turns: Arc<Semaphore>,
    places: Semaphore,
}

impl Mill {
    pub fn of(at_once: usize, queue: usize) -> Mill {
        Mill { turns: Arc::new(Semaphore::new(at_once)), places: Semaphore::new(at_once + queue) }
    }

    /// Does the work when its turn comes; what `busy` says where too many wait already.
    pub async fn grind<T: Send + 'static>(
        &self,
        busy: fn() -> Problem,
        work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let _place = self.places.try_acquire().map_err(|_| busy())?;
        let turn = self.turns.clone().acquire_owned().await.map_err(Problem::bug)?;
        // Whoever asked may be gone before it is done: its turn ends with the work.
        let work = move || {
            let done = work();
            drop(turn);
            done
        };
        tokio::task::spawn_blocking(work).await.map_err(Problem::bug)?
    }
}

/// As many as there are cores.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        time::Duration,
    };

    use kernel::problem::say;

    use super::*;

    fn busy() -> Problem {
        Problem::unavailable("test.busy", say("Trop de monde.", "Too many.")).retry_in(5)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn of_many_at_once_few_take_memory_and_the_rest_wait_or_come_back() {
        let mill = Arc::new(Mill::of(2, 3));
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let tries = (0..10).map(|_| {
            let (mill, now, most) = (mill.clone(), now.clone(), most.clone());
            tokio::spawn(async move {
                mill.grind(busy, move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(200));
                    now.fetch_sub(1, Ordering::SeqCst);
                    Ok(())
                })
                .await
            })
        });
        let outcomes = futures_util::future::join_all(tries).await;
        let refused: Vec<Problem> = outcomes.into_iter().filter_map(|outcome| outcome.unwrap().err()).collect();
        assert_eq!(most.load(Ordering::SeqCst), 2);
        assert_eq!(refused.len(), 5);
        assert!(refused.iter().all(|problem| problem.status() == 503 && problem.retry_after() == Some(5)));
    }
}
