using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.GitHub;

namespace ChatOps.AcceptanceTests.Stories.Approvals;

/// <summary>By comments in the incident's issue, which everybody reads.</summary>
internal sealed class OnGitHub : AStepWaitsForApproval
{
    protected override async Task<IApprovalPlace> OpenAsync(BotSettings settings) =>
        new Place(await Organization.OpenAsync(settings.With("People:dev:GitHub", "max")));

    private sealed class Place(Organization acme) : IApprovalPlace
    {
        public BotProcess Bot => acme.Bot;

        public bool AnswersAlone => false;

        public string Offer => "/chatops approve INC-";

        public async Task<IReadOnlyList<string>> ThreadAsync(string id) =>
            [.. (await acme.IssueAsync(id)).Comments.Where(comment => comment.Author.Id == acme.GitHub.App.Bot.Id).Select(comment => comment.Body + (comment.Called.Contains("ana") ? " calls ana" : ""))];

        public async Task DoAsync(string person, string id, string act) =>
            await acme.SayAsync(Of(person), acme.Infra, (await acme.IssueAsync(id)).Number, $"/chatops {act}");

        public async Task AnsweredAsync(string person, string id, string words)
        {
            await acme.CommentAsync(id, comment => comment.Body.Contains(words, StringComparison.Ordinal), $"the answer \"{words}\"");
            var said = (await acme.IssueAsync(id)).Comments.Last(comment => comment.Author.Id == Of(person).Id);
            Assert.That(said.Reactions, Has.Member(words.StartsWith("Only ", StringComparison.Ordinal) ? "confused" : "rocket"));
        }

        public ValueTask DisposeAsync() => acme.DisposeAsync();

        private GitHubUser Of(string person) => person switch
        {
            "ana" => acme.Ana,
            "kim" => acme.Kim,
            _ => acme.Max,
        };
    }
}
