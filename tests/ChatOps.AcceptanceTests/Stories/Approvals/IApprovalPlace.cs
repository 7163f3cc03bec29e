using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Approvals;

/// <summary>A place where people are asked for an approval and give it: one platform, through its front door. Its people are ana and kim, who may approve, and dev, who is known and has no role of the ladder.</summary>
internal interface IApprovalPlace : IAsyncDisposable
{
    BotProcess Bot { get; }

    /// <summary>Whether what somebody is answered is seen by them alone.</summary>
    bool AnswersAlone { get; }

    /// <summary>How a message offers the approval: a button, or the command where there are none.</summary>
    string Offer { get; }

    /// <summary>What everybody reads in the incident's thread, oldest first, each message with its buttons or commands, and with <c>calls ana</c> where it calls her.</summary>
    Task<IReadOnlyList<string>> ThreadAsync(string id);

    /// <summary>Somebody does this (<c>approve</c>, <c>reject</c>) by the newest button of it in the thread, or in words where the platform has no buttons.</summary>
    Task DoAsync(string person, string id, string act);

    /// <summary>Ends once this person has been answered so.</summary>
    Task AnsweredAsync(string person, string id, string words);
}
