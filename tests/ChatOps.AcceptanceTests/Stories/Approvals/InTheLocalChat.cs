using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Approvals;

/// <summary>By words in the command box of the local chat.</summary>
internal sealed class InTheLocalChat : AStepWaitsForApproval
{
    protected override async Task<IApprovalPlace> OpenAsync(BotSettings settings) => new Place(await BotProcess.StartAsync(settings));

    private sealed class Place(BotProcess bot) : IApprovalPlace
    {
        private readonly List<(string Person, string Said)> answers = [];

        public BotProcess Bot => bot;

        public bool AnswersAlone => true;

        public string Offer => "[Approve: ";

        public async Task<IReadOnlyList<string>> ThreadAsync(string id) =>
            [.. (await bot.Client.TimelineAsync(id)).Where(entry => entry.Kind == "message-sent").Select(entry => entry.Text!.Contains("@backend-coordinator", StringComparison.Ordinal) ? entry.Text + " calls ana" : entry.Text)];

        public async Task DoAsync(string person, string id, string act) => answers.Add((person, (await bot.Client.CommandAsync($"{act} {id}", person)).Body));

        public Task AnsweredAsync(string person, string id, string words)
        {
            Assert.That(answers.Where(answer => answer.Person == person).Select(answer => answer.Said), Has.Some.Contains(words));
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => bot.DisposeAsync();
    }
}
