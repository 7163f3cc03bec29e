using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.Intake;
using ChatOps.Core.OnCall;
using ChatOps.GitHub.Access;
using ChatOps.GitHub.Rendering;
using Microsoft.Extensions.Logging;
using Octokit;

namespace ChatOps.GitHub;

/// <summary>
/// GitHub as delivery sees it: an issue per incident, its head in the body between two marks, news as comments. Each carries the outbox row's key where
/// nobody sees it, so that a lost answer can be looked up by listing.
/// </summary>
internal sealed class GitHubAdapter(GitHubCalls calls, GitHubFinder finder, GitHubComments comments, GitHubDrawing drawing, IIntake intake, ILogger<GitHubAdapter> log) : IChatAdapter
{
    private const int LongestTitle = 256;

    /// <inheritdoc/>
    public string Platform => GitHubOptions.Platform;

    /// <inheritdoc/>
    /// <remarks>GitHub wants one write at a time and a second between two.</remarks>
    public DeliveryPolicy Policy { get; } = new() { Pace = TimeSpan.FromSeconds(1), UpdatePace = TimeSpan.FromSeconds(1), MostAtOnce = 1 };

    /// <inheritdoc/>
    public async Task<DeliveryResult> PostAsync(Outgoing post, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (!GitHubReference.IsRepository(post.Place)) return NoRepository(post);
        var text = GitHubMarker.Mark(drawing.Draw(post.Message) + await DocumentAsync(post, cancellationToken).ConfigureAwait(false), post.Key);
        if (GitHubReference.Read(post.Head) is not { } issue || !issue.IsIn(post.Place)) return await OpenAsync(post, OutsideText.Line(post.Message.Summary, LongestTitle), text, []).ConfigureAwait(false);
        return Result(await comments.AddAsync(issue, text, post.Kind).ConfigureAwait(false), post);
    }

    /// <inheritdoc/>
    public async Task<DeliveryResult> ShowAsync(Outgoing head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (!GitHubReference.IsRepository(head.Place)) return NoRepository(head);
        var over = head.Standing is { State: IncidentState.Resolved };
        var part = GitHubMarker.Part(drawing.Draw(head.Message, calls: false), over);
        if (GitHubReference.Read(head.Head) is { } there)
        {
            var changed = await ChangeAsync(there, head, part, over).ConfigureAwait(false);
            // Deleted, or moved to another repository: the incident gets a new one.
            if (changed is not GitHubAnswer<GitHubReference>.Failed { Status: 404 or 410 }) return Result(changed, head);
        }

        return await OpenAsync(head, Title(head), GitHubMarker.Mark(part, head.Key), GitHubLabels.Of(head.Standing)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<DeliveryResult?> FindAsync(Outgoing post, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(post);
        return finder.FindAsync(post, cancellationToken);
    }

    /// <summary>The post-mortem itself, below the message that tells of it: whoever reads the issue in a year may not reach our page.</summary>
    private async Task<string> DocumentAsync(Outgoing post, CancellationToken cancellationToken)
    {
        if (post is not { Kind: MessageKind.PostMortem, Incident: { } incident }) return "";
        try
        {
            var answer = await intake.AcceptAsync(new CommandRequest($"postmortem {incident}", Actor.Bot), cancellationToken).ConfigureAwait(false);
            return answer.Outcome == AnswerOutcome.Done ? $"\n<details><summary>Post-mortem</summary>\n\n{GitHubText.Document(OutsideText.Lines(answer.Text, GitHubDrawing.MostBytes / 4))}\n\n</details>\n" : "";
        }
        catch (StorageUnavailableException)
        {
            return "";
        }
    }

    private async Task<DeliveryResult> OpenAsync(Outgoing outgoing, string title, string body, IEnumerable<string> labels)
    {
        var issue = new NewIssue(title.Length > 0 ? title : "ChatOps") { Body = body };
        foreach (var label in labels) issue.Labels.Add(label);
        var (owner, name) = Parts(outgoing.Place);
        var made = await calls.CreateAsync(outgoing.Place, client => client.Issue.Create(owner, name, issue)).ConfigureAwait(false);
        return Result(made is GitHubAnswer<Issue>.Good(var created) ? new GitHubAnswer<GitHubReference>.Good(GitHubReference.Of(outgoing.Place, created.Number)) : made.As<GitHubReference>(), outgoing);
    }

    private async Task<GitHubAnswer<GitHubReference>> ChangeAsync(GitHubReference there, Outgoing head, string part, bool over)
    {
        var found = await calls.CallAsync(there.Repository, client => client.Issue.Get(there.Owner, there.Name, there.Number)).ConfigureAwait(false);
        if (found is not GitHubAnswer<Issue>.Good(var issue)) return found.As<GitHubReference>();
        comments.Learn(there, issue.Comments);
        // From the issue as it is: what is left out of an update, GitHub clears.
        var update = issue.ToUpdate();
        update.Body = GitHubMarker.Place(issue.Body, part);
        update.ClearLabels();
        foreach (var label in issue.Labels.Select(label => label.Name).Where(label => !GitHubLabels.IsOurs(label)).Concat(GitHubLabels.Of(head.Standing))) update.AddLabel(label);
        SetState(update, issue, head.Standing, over);
        var changed = await calls.CallAsync(there.Repository, client => client.Issue.Update(there.Owner, there.Name, there.Number, update)).ConfigureAwait(false);
        return changed is GitHubAnswer<Issue>.Good ? new GitHubAnswer<GitHubReference>.Good(there) : changed.As<GitHubReference>();
    }

    /// <summary>The issue is closed and reopened with the incident; one that a person closed meanwhile stays closed.</summary>
    private static void SetState(IssueUpdate update, Issue issue, HeadStanding? standing, bool over)
    {
        var wasOver = GitHubMarker.IsClosed(issue.Body) == true;
        var isClosed = issue.State.Value == ItemState.Closed;
        if (over && !isClosed) (update.State, update.StateReason) = (ItemState.Closed, standing is { Merged: true } ? ItemStateReason.NotPlanned : ItemStateReason.Completed);
        else if (!over && wasOver && isClosed) (update.State, update.StateReason) = (ItemState.Open, ItemStateReason.Reopened);
        else (update.State, update.StateReason) = (null, null);
    }

    private static string Title(Outgoing head) =>
        OutsideText.Line(head.Standing is { } standing ? $"{head.Incident} · {standing.What}" : head.Message.Summary, LongestTitle);

    private DeliveryResult Result(GitHubAnswer<GitHubReference> answer, Outgoing outgoing)
    {
        switch (answer)
        {
            case GitHubAnswer<GitHubReference>.Good(var reference):
                return new DeliveryResult.Delivered(reference.ToString());
            case GitHubAnswer<GitHubReference>.Slower slower:
                return new DeliveryResult.RetryAfter(slower.RetryAfter, DeliveryReason.RateLimited);
            case GitHubAnswer<GitHubReference>.Away:
                return new DeliveryResult.RetryAfter(null, DeliveryReason.PlatformAway);
            case GitHubAnswer<GitHubReference>.Lost lost:
                return new DeliveryResult.Unknown(lost.Detail);
            case GitHubAnswer<GitHubReference>.Failed(var status, _):
                log.LogWarning("GitHub refused message {Key} to {Place}: {Said}", outgoing.Key, outgoing.Place, answer.Words);
                return status switch
                {
                    401 => new DeliveryResult.RetryAfter(null, DeliveryReason.NotAuthorized),
                    403 or 451 => new DeliveryResult.Refused(DeliveryReason.NotAuthorized, answer.Words),
                    404 or 410 => new DeliveryResult.Refused(DeliveryReason.ChannelGone, answer.Words),
                    _ => new DeliveryResult.Refused(DeliveryReason.ContentRefused, answer.Words),
                };
            default:
                throw new ArgumentOutOfRangeException(nameof(answer), answer, "an answer without a treatment");
        }
    }

    private static DeliveryResult.Refused NoRepository(Outgoing outgoing) =>
        new(DeliveryReason.ChannelGone, $"\"{OutsideText.Line(outgoing.Place, 100)}\" is no repository; one is written owner/name");

    private static (string Owner, string Name) Parts(string repository) => repository.Split('/') is [var owner, var name] ? (owner, name) : ("", "");
}
