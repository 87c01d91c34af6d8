//! How many threads work at once: as many as there are cores, whatever else is asked for.

/// More than this would help nobody, however many cores there are.
const MOST: usize = 64;

/// Makes the threads, once and for all; where the system gives none, the work is done on this one.
pub fn start() {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let asked = std::env::var_os("RAYON_NUM_THREADS").and_then(|asked| asked.to_str()?.trim().parse().ok());
    // A few more than there are cores are let through, to try that nothing depends on their number.
    let count = asked.filter(|&asked: &usize| asked > 0).unwrap_or(cores).min(cores.max(16)).min(MOST);
    if rayon::ThreadPoolBuilder::new().num_threads(count).build_global().is_err() {
        // Nothing is lost but time: without a pool of its own, rayon makes this thread the only one.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    }
}
