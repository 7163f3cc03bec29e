using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Teams;

namespace ChatOps.AcceptanceTests.Stories.Approvals;

/// <summary>By <c>Action.Execute</c> of the cards in the thread, with real tokens.</summary>
internal sealed class InTeams : AStepWaitsForApproval
{
    protected override async Task<IApprovalPlace> OpenAsync(BotSettings settings) => new Place(
        await TeamsTenant.OpenAsync(teams => settings.With("People:dev:Teams", teams.Users.Single(user => user.Name == "Max Stone").DirectoryId)));

    private sealed class Place(TeamsTenant tenant) : IApprovalPlace
    {
        private readonly List<(string Person, string Said)> answers = [];

        public BotProcess Bot => tenant.Bot;

        public bool AnswersAlone => true;

        public string Offer => "[Approve: ";

        public async Task<IReadOnlyList<string>> ThreadAsync(string id) =>
            [.. tenant.Teams.Replies(await tenant.HeadAsync(id)).Select(reply => $"{reply.Shown}\n[{string.Join("] [", reply.Buttons.Select(button => button.Title))}]{(reply.Mentions.Contains(tenant.Ana.DirectoryId) ? " calls ana" : "")}")];

        public async Task DoAsync(string person, string id, string act)
        {
            var head = await tenant.HeadAsync(id);
            var message = await Wait.For(
                () => Task.FromResult(tenant.Teams.Replies(head).LastOrDefault(reply => Button(reply, act, id) is not null)),
                TimeSpan.FromSeconds(60), $"a button to {act}", tenant.Everything);
            var delivery = await tenant.Teams.PressAsync(Of(person), message, Button(message, act, id)!);
            Assert.That(delivery.Status, Is.EqualTo(200), $"{delivery}");
            answers.Add((person, delivery.Said));
        }

        public Task AnsweredAsync(string person, string id, string words)
        {
            Assert.That(answers.Where(answer => answer.Person == person).Select(answer => answer.Said), Has.Some.Contains(words));
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => tenant.DisposeAsync();

        private static TeamsButton? Button(TeamsMessage message, string act, string id) =>
            message.Buttons.FirstOrDefault(button => button.Type == "Action.Execute" && (string?)button.Data["command"] == $"{act} {id}");

        private TeamsUser Of(string person) => person switch
        {
            "ana" => tenant.Ana,
            "kim" => tenant.Kim,
            _ => tenant.Max,
        };
    }
}
