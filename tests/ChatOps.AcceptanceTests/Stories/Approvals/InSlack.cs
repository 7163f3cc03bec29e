using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Stories.Approvals;

/// <summary>By signed clicks on the buttons in the thread.</summary>
internal sealed class InSlack : AStepWaitsForApproval
{
    protected override async Task<IApprovalPlace> OpenAsync(BotSettings settings) => new Place(
        await Workspace.OpenAsync(settings, and: workspace => new BotSettings().With("People:dev:Slack", workspace.Max.Id)));

    private sealed class Place(Workspace workspace) : IApprovalPlace
    {
        public BotProcess Bot => workspace.Bot;

        public bool AnswersAlone => true;

        public string Offer => "[Approve: ";

        public async Task<IReadOnlyList<string>> ThreadAsync(string id) =>
            [.. workspace.Slack.Replies(await workspace.HeadAsync(id)).Select(reply => $"{reply.Shown}\n[{string.Join("] [", reply.Elements.Select(element => element.Text))}]{(reply.Mentions.Contains(workspace.Ana.Id) ? " calls ana" : "")}")];

        public async Task DoAsync(string person, string id, string act)
        {
            var head = await workspace.HeadAsync(id);
            var message = await Wait.For(
                () => Task.FromResult(workspace.Slack.Replies(head).LastOrDefault(reply => Button(reply, act, id) is not null)),
                TimeSpan.FromSeconds(60), $"a button to {act}", () => Bot.Tail);
            var button = Button(message, act, id)!;
            var delivery = await workspace.Slack.ClickAsync(Of(person), message, button.Action, button.Value);
            Assert.That(delivery.IsTaken, Is.True, $"{delivery}");
        }

        public Task AnsweredAsync(string person, string id, string words) => Wait.Until(
            () => workspace.Slack.Ephemerals(Of(person)).Any(answer => answer.Shown.Contains(words, StringComparison.Ordinal)),
            TimeSpan.FromSeconds(60), $"\"{words}\" to {person} alone", () => Bot.Tail);

        public ValueTask DisposeAsync() => workspace.DisposeAsync();

        private static SlackElement? Button(SlackMessage message, string act, string id) =>
            message.Elements.FirstOrDefault(element => element.Type == "button" && element.Value?.Contains($"{act} {id}", StringComparison.Ordinal) == true);

        private SlackUser Of(string person) => person switch
        {
            "ana" => workspace.Ana,
            "kim" => workspace.Kim,
            _ => workspace.Max,
        };
    }
}
