using ChatOps.Core.Intake;
using ChatOps.GitHub.Access;
using ChatOps.GitHub.Payloads;
using ChatOps.GitHub.People;
using ChatOps.GitHub.Rendering;

namespace ChatOps.GitHub.Inputs;

/// <summary>An issue that a person labels as an incident is declared as one, and is its issue from then on where its repository is the incident's.</summary>
internal sealed class IssueInputs(IIntake intake, GitHubPeople people, GitHubSelf self, Replies replies)
{
    private const string ServiceLabel = "service:";

    /// <summary>What is to be done about this delivery; null: nothing. An issue that is opened with its label tells of both.</summary>
    public Func<CancellationToken, Task>? WorkOf(GitHubDelivery delivery)
    {
        if (delivery.Action != "labeled" || delivery.Payload.Object("label")?.Text("name")?.Equals(GitHubOptions.IncidentLabel, StringComparison.OrdinalIgnoreCase) != true) return null;
        if (delivery.Payload.Object("issue") is not { } issue || issue.Object("pull_request") is not null || issue.Text("state") != "open") return null;
        if (delivery.Repository is not { } place || issue.Number("number") is not (> 0 and <= int.MaxValue and var number)) return null;
        // Ours are labelled by us. Before we know who we are, our own mark tells it.
        if (delivery.Sender is not { IsBot: false } sender || sender.Id == self.Identity?.Id || GitHubMarker.IsClosed(issue.Text("body")) is not null) return null;
        var service = issue.Items("labels").Select(label => label.Text("name")).FirstOrDefault(label => label?.StartsWith(ServiceLabel, StringComparison.OrdinalIgnoreCase) == true)?[ServiceLabel.Length..].Trim();
        return token => ServeAsync(place, (int)number, sender, service, issue.Text("title") ?? "", token);
    }

    private async Task ServeAsync(GitHubPlace place, int number, GitHubAccount sender, string? service, string title, CancellationToken cancellationToken)
    {
        var who = await people.WhoAsync(sender, place, cancellationToken).ConfigureAwait(false);
        // Only who may write can label; GitHub being silent about somebody is no reason to open incidents.
        if (!who.IsKnown) return;
        var issue = GitHubReference.Of(place.FullName, number);
        var named = Word(service is { Length: > 0 } ? service : place.FullName[(place.FullName.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        var request = new CommandRequest($"declare \"{named}\" {OutsideText.Line(title, 300)}", who.Actor, $"{GitHubOptions.Platform}:{place.Id}:{number}:declare")
        {
            Origin = new CommandOrigin(GitHubOptions.Platform, place.FullName, issue.ToString()),
        };
        var answer = await intake.AcceptAsync(request, cancellationToken).ConfigureAwait(false);
        replies.Answer(issue, 0, GitHubText.Answer(answer.Text));
    }

    private static string Word(string service) => OutsideText.Line(service, 100).Replace("\"", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);
}
