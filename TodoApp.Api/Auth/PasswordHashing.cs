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
    private readonly BlockingCollection<Task> _queue;
    private readonly Thread[] _threads;
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
        _threads = [.. Enumerable.Range(0, options.Value.HashingThreads).Select(_ => new Thread(Work) { IsBackground = true, Name = "password hashing" })];
        foreach (var thread in _threads)
            thread.Start();
    }

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
        _queue.Dispose();
    }

    private PasswordVerificationResult Verify(string? hash, string password)
    {
        var result = _hasher.VerifyHashedPassword(null!, hash ?? _nobodys, Passwords.Normalize(password));
        return hash is null ? PasswordVerificationResult.Failed : result;
    }

    private bool TryEnqueue<T>(Func<T> work, CancellationToken ct, [NotNullWhen(true)] out Task<T>? result)
    {
        // Whoever waits must go on elsewhere: these threads are for hashing only.
        var task = new Task<T>(() => RunUnlessGone(work, ct), TaskCreationOptions.RunContinuationsAsynchronously);
        result = _queue.TryAdd(task) ? task : null;
        if (result is null)
            _refused.Add(1);
        return result is not null;
    }

    private static T RunUnlessGone<T>(Func<T> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return work();
    }

    private void Work()
    {
        foreach (var task in _queue.GetConsumingEnumerable())
            task.RunSynchronously(TaskScheduler.Default);
    }
}
