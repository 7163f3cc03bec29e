using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories;

/// <summary>In a container all but the folder of the database may be read-only.</summary>
internal sealed class NothingIsWrittenBesideTheDatabase
{
    [Test]
    public async Task Given_a_home_folder_when_the_bot_has_started_and_shown_its_page_then_the_folder_is_empty()
    {
        using var home = new TemporaryFolder();
        await using var bot = await BotProcess.StartAsync(new BotSettings().With("HOME", home.Path));
        using var http = new HttpClient { BaseAddress = bot.Address };

        var page = await http.GetStringAsync("/");

        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("ChatOps"));
            Assert.That(Directory.GetFileSystemEntries(home.Path, "*", SearchOption.AllDirectories), Is.Empty);
            Assert.That(Directory.GetFiles(bot.Data).Select(Path.GetFileName), Has.All.StartsWith("chatops.db"));
        });
    }
}
