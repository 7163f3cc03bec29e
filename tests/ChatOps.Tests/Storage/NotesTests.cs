using ChatOps.Bot.Delivery;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Storage;

internal sealed class NotesTests
{
    [Test]
    public async Task What_an_adapter_has_to_remember_is_there_after_a_restart_and_belongs_to_its_platform()
    {
        using var database = new TemporaryDatabase();
        await database.Open.StartAsync(default);
        var notes = new StoredNotes(database.Open, new FakeTimeProvider());
        await notes.KeepAsync("teams", "chat ana", "a:1", default);
        await notes.KeepAsync("teams", "chat ana", "a:2", default);

        var again = database.Restart();
        await again.StartAsync(default);
        notes = new StoredNotes(again, new FakeTimeProvider());

        Assert.That(await notes.FindAsync("teams", "chat ana", default), Is.EqualTo("a:2"));
        Assert.That(await notes.FindAsync("slack", "chat ana", default), Is.Null);
        Assert.That(await notes.FindAsync("teams", "chat kim", default), Is.Null);
    }
}
