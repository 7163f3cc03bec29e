using ChatOps.Core.Intake;
using ChatOps.Storage;

namespace ChatOps.Bot.Answers;

/// <summary>What follows an acknowledgement, in the same file as everything else.</summary>
internal sealed class LateAnswers(Database database, TimeProvider time) : ILateAnswers
{
    /// <inheritdoc/>
    public Task<KeptAnswer> KeepAsync(string platform, string answer, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(transaction => new KeptAnswer(transaction.LateAnswers.Add(platform, answer, now, until), answer, now, until), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<KeptAnswer>> KeptAsync(string platform, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.LateAnswers.Of(platform), cancellationToken);

    /// <inheritdoc/>
    public Task ForgetAsync(long id, CancellationToken cancellationToken) => database.WriteAsync(transaction => transaction.LateAnswers.Remove(id), cancellationToken);
}
