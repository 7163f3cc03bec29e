using System.Globalization;
using ChatOps.Core.Incidents;
using Microsoft.JSInterop;

namespace ChatOps.Bot.Dashboard.Commands;

/// <summary>
/// What the script of the command box asks of the server. The box itself is the browser's own, so that no key waits for an answer and none that
/// comes late overwrites what was typed since.
/// </summary>
internal sealed class CommandBox(Conversation conversation, Completion completion, Reader reader)
{
    private long _heard;

    /// <summary>Ways to go on from a text.</summary>
    /// <param name="text">What stands in the box.</param>
    /// <param name="incident">The incident whose id may be left out, or null.</param>
    [JSInvokable]
    public Task<IReadOnlyList<Choice>> CompleteAsync(string text, string? incident) => completion.OfAsync(text, IdOf(incident), CancellationToken.None);

    /// <summary>Runs a command, or what a button says as it was seen.</summary>
    /// <param name="number">Counts up. One that was heard before is said again because the connection was lost, and is done already.</param>
    /// <param name="text">The command.</param>
    /// <param name="incident">The incident whose id may be left out, or null.</param>
    /// <param name="stamp">The stamp of the button (rule 2.16), or null when it was typed.</param>
    [JSInvokable]
    public async Task SayAsync(long number, string text, string? incident, int? stamp)
    {
        if (number <= _heard) return;
        _heard = number;
        await conversation.SayAsync(text, reader, IdOf(incident), stamp);
    }

    private static IncidentId? IdOf(string? word) => IncidentId.TryParse(word, CultureInfo.InvariantCulture, out var id) ? id : null;
}
