using ChatOps.Core.Delivery;
using ChatOps.Core.Intake;
using ChatOps.Http.LateAnswers;
using ChatOps.Teams.Connector;
using Microsoft.Extensions.Logging;

namespace ChatOps.Teams.Inputs;

/// <summary>What is said after an answer has left. Teams cannot be asked whether it has it.</summary>
internal sealed class FollowUps(ILateAnswers answers, TeamsClient client, TimeProvider time, ILogger<FollowUps> log) : LateAnswering<LateAnswer>(TeamsOptions.Platform, answers, time, log)
{
    /// <summary>Puts what follows an answer on disk, before the answer leaves.</summary>
    public async Task<TeamsReply> KeepAsync(TeamsReply reply) => reply.Later is { } later ? reply with { Kept = await KeepAsync(later).ConfigureAwait(false) } : reply;

    /// <summary>Starts what follows an answer, if anything does.</summary>
    public void Start(TeamsReply reply)
    {
        if (reply is { Work: null, Later: null }) return;
        Run(token => FollowAsync(reply, token));
    }

    /// <inheritdoc/>
    protected override string Write(LateAnswer answer) => answer.Write();

    /// <inheritdoc/>
    protected override LateAnswer? Read(string kept) => LateAnswer.Read(kept);

    /// <inheritdoc/>
    protected override void NotGiven(LateAnswer answer, string reason) => log.NotAnswered(answer.Conversation, reason);

    /// <inheritdoc/>
    protected override async Task<DeliveryResult> TryAsync(LateAnswer answer, DateTimeOffset since, bool mayBeThere, CancellationToken cancellationToken)
    {
        var shown = await client.CallAsync(answer.Call(), cancellationToken).ConfigureAwait(false);
        // Not every place can show something to one person alone; an answer to everybody is better than none. What nobody else was to see stays unsaid.
        if (answer is { IsForOne: true, MayBeForAll: true } && shown is TeamsAnswer.Failed { Status: 400 or 403 or 404 or 501 })
        {
            shown = await client.CallAsync(answer.ForAll().Call(), cancellationToken).ConfigureAwait(false);
        }

        return shown is TeamsAnswer.Good ? new DeliveryResult.Delivered("") : TeamsErrors.Result(shown);
    }

    /// <summary>What follows an answer; of work that took too long, what follows that.</summary>
    private async Task FollowAsync(TeamsReply reply, CancellationToken cancellationToken)
    {
        if (reply.Work is { } work) reply = await work.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (reply.Later is { } later) await SayAsync(later, reply.Kept, mayBeThere: false, cancellationToken).ConfigureAwait(false);
    }
}
