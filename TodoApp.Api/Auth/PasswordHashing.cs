using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace TodoApp.Api.Auth;

/// <summary>
/// Hashes passwords on threads of its own with a bounded queue, so that a flood of sign-ins can neither take the
/// threads that everybody else's requests need nor pile up work nobody waits for any more.
/// </summary>
internal sealed class PasswordHashing : IDisposable
{
    /// <summary>
    /// How far a sign-in steps back behind everything else. Measured on two cores while eight sign in all the time
    /// (docs/benchmarks.md): lists keep 0.71 of their throughput instead of 0.53, and as many get in; with 10 a third fewer do.
    /// </summary>
    public const int Niceness = 5;

    private readonly BlockingCollection<Job> _queue;
    private readonly BlockingCollection<Job> _done = [];
    private readonly Thread[] _threads;
    private readonly Thread _answering;
    private readonly Meter _meter;
    private readonly Counter<long> _refused;
    private readonly PasswordHasher<User> _hasher;
    private readonly string _nobodys;

    public PasswordHashing(IOptions<AuthOptions> options, IMeterFactory meters)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.PasswordIterations }));
        _nobodys = _hasher.HashPassword(null!, Guid.NewGuid().ToString());
        _queue = new(options.Value.HashingQueue);
        _meter = meters.Create("TodoApp.Api.Passwords");
        _meter.CreateObservableGauge(
            "todoapp.passwords.waiting", () => _queue.Count, "{password}", "Passwords that wait to be hashed.");
        _refused = _meter.CreateCounter<long>(
            "todoapp.passwords.refused", "{password}", "Passwords that were not hashed because too many waited.");
        _answering = Start("password answers", Answer);
        _threads = [.. Enumerable.Range(0, options.Value.HashingThreads).Select(_ => Start("password hashing", Work))];
    }

    /// <summary>What is to be hashed, and what tells whoever waits for it.</summary>
    private sealed record Job(Task Work, Action Answer);

    /// <summary>Hashes a password; false when too many are waiting already.</summary>
    public bool TryHash(string password, CancellationToken ct, [NotNullWhen(true)] out Task<string>? hash) =>
        TryEnqueue(() => _hasher.HashPassword(null!, Passwords.Normalize(password)), ct, out hash);

    /// <summary>
    /// Compares a password with a hash; false when too many are waiting already. Without a hash, because there is no
    /// such user, the same work is done in vain, so that the time does not tell.
    /// </summary>
    public bool TryVerify(
        string? hash, string password, CancellationToken ct, [NotNullWhen(true)] out Task<PasswordVerificationResult>? result) =>
        TryEnqueue(() => Verify(hash, password), ct, out result);

    public void Dispose()
    {
        _queue.CompleteAdding();
        foreach (var thread in _threads)
            thread.Join();
        _done.CompleteAdding();
        _answering.Join();
        _queue.Dispose();
        _done.Dispose();
    }

    private PasswordVerificationResult Verify(string? hash, string password)
    {
        var result = _hasher.VerifyHashedPassword(null!, hash ?? _nobodys, Passwords.Normalize(password));
        return hash is null ? PasswordVerificationResult.Failed : result;
    }

    private bool TryEnqueue<T>(Func<T> work, CancellationToken ct, [NotNullWhen(true)] out Task<T>? result)
    {
        var hashed = new Task<T>(() => RunUnlessGone(work, ct));
        // Whoever waits must go on elsewhere: these threads are for hashing only.
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        result = _queue.TryAdd(new(hashed, () => answer.SetFromTask(hashed))) ? answer.Task : null;
        if (result is null)
            _refused.Add(1);
        return result is not null;
    }

    private static T RunUnlessGone<T>(Func<T> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return work();
    }

    private static Thread Start(string name, ThreadStart what)
    {
        var thread = new Thread(what) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private void Work()
    {
        ThreadNiceness.StepBack(Niceness);
        foreach (var job in _queue.GetConsumingEnumerable())
        {
            job.Work.RunSynchronously(TaskScheduler.Default);
            _done.Add(job);
        }
    }

    /// <summary>
    /// On a thread that has not stepped back: going on may take a new thread of the pool, which would be as far back as the one
    /// that starts it, and for good.
    /// </summary>
    private void Answer()
    {
        foreach (var job in _done.GetConsumingEnumerable())
            job.Answer();
    }
}
