namespace ChatOps.Core.Intake;

/// <summary>
/// Where a platform's adapter keeps what follows an acknowledgement (the words for somebody whose click changed nothing, the line under a post that opened
/// an incident) from before the acknowledgement leaves until the platform has it.
/// </summary>
public interface ILateAnswers
{
    /// <summary>Keeps one; returns when it is on disk.</summary>
    /// <param name="platform">The platform's name.</param>
    /// <param name="answer">What the adapter needs to give it, in words of its own.</param>
    /// <param name="until">When nobody waits for it any more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">It was not kept.</exception>
    Task<KeptAnswer> KeepAsync(string platform, string answer, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Those that an earlier run left, oldest first.</summary>
    /// <exception cref="StorageUnavailableException">They cannot be read now.</exception>
    Task<IReadOnlyList<KeptAnswer>> KeptAsync(string platform, CancellationToken cancellationToken);

    /// <summary>It was given, or nobody waits for it any more.</summary>
    /// <exception cref="StorageUnavailableException">It stays.</exception>
    Task ForgetAsync(long id, CancellationToken cancellationToken);
}

/// <summary>An answer on disk.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Answer">What the adapter needs to give it.</param>
/// <param name="At">When it was kept.</param>
/// <param name="Until">When nobody waits for it any more.</param>
public sealed record KeptAnswer(long Id, string Answer, DateTimeOffset At, DateTimeOffset Until);
