using ChatOps.Core.Intake;
using ChatOps.Core.Recovery;
using ChatOps.Storage;
using Microsoft.Data.Sqlite;

namespace ChatOps.Tests.Storage;

internal sealed class AvailabilityTests
{
    [Test]
    public async Task A_folder_that_is_missing_is_made()
    {
        using var outer = new TemporaryDatabase();
        using var database = new Database(new StorageOptions { ConnectionString = $"Data Source={outer.Folder}/a/b/chatops.db" }, _ => { });

        await database.StartAsync(CancellationToken.None);

        Assert.That(File.Exists(Path.Combine(outer.Folder, "a", "b", "chatops.db")), Is.True);
    }

    [Test]
    public async Task A_folder_that_cannot_be_made_is_named_and_storage_comes_back_when_it_can()
    {
        using var outer = new TemporaryDatabase();
        var inTheWay = Path.Combine(outer.Folder, "data");
        await File.WriteAllTextAsync(inTheWay, "a file where the folder should be");
        var notices = new List<StorageNotice>();
        using var database = new Database(new StorageOptions { ConnectionString = $"Data Source={inTheWay}/chatops.db" }, notices.Add);

        Assert.That(() => database.StartAsync(CancellationToken.None), Throws.TypeOf<StorageUnavailableException>().With.Message.Contains("data/chatops.db"));
        Assert.That(database.Health.IsAvailable, Is.False);
        Assert.That(database.Health.Reason, Does.Contain("Make it, or give"));

        File.Delete(inTheWay);
        await database.StartAsync(CancellationToken.None);

        Assert.That(database.Health, Is.EqualTo(StorageHealth.Available));
        Assert.That(notices.Select(notice => notice.Kind), Is.EqualTo((StorageNoticeKind[])[StorageNoticeKind.Unavailable, StorageNoticeKind.Available]));
    }

    [Test]
    public async Task A_full_disk_refuses_the_input_keeps_nothing_of_it_and_recovers()
    {
        using var database = new TemporaryDatabase();
        await database.Write(transaction => GroupCommitTests.Put(transaction, "kept"));
        var big = new string('x', 400_000);

        // SQLite answers SQLITE_FULL when the file may not grow, as it does when the disk is full.
        Assert.That(
            () => database.Write(transaction =>
            {
                transaction.Connection.Execute("pragma max_page_count = 1");
                GroupCommitTests.Put(transaction, "half");
                GroupCommitTests.Put(transaction, big);
            }),
            Throws.TypeOf<StorageUnavailableException>().With.Message.Contains("is full. Free some space"));
        Assert.That(database.Open.Health.IsAvailable, Is.False);

        Assert.That(await database.Write(transaction => transaction.Received.Find("half")), Is.Null);
        Assert.That(await database.Write(transaction => transaction.Received.Find("kept")), Is.Not.Null);
        await database.Write(transaction => GroupCommitTests.Put(transaction, big));
        Assert.That(database.Open.Health.IsAvailable, Is.True);
    }

    [Test]
    public async Task A_read_only_file_refuses_inputs_with_what_to_do()
    {
        using var database = new TemporaryDatabase();
        await database.Open.StartAsync(CancellationToken.None);

        Assert.That(
            () => database.Write(transaction =>
            {
                transaction.Connection.Execute("pragma query_only = 1");
                GroupCommitTests.Put(transaction, "refused");
            }),
            Throws.TypeOf<StorageUnavailableException>().With.Message.Contains("cannot be written").And.Message.Contains(database.File));
        Assert.That(database.Open.Health.Reason, Does.Contain("Give the user that runs ChatOps the right to write"));

        await database.Write(transaction => GroupCommitTests.Put(transaction, "taken"));
        Assert.That(database.Open.Health.IsAvailable, Is.True);
    }

    [TestCase(0, TestName = "A_file_whose_head_is_damaged_is_refused_with_what_to_do")]
    [TestCase(4096, TestName = "A_file_whose_pages_are_damaged_is_refused_with_what_to_do")]
    public async Task Damaged(int from)
    {
        using var database = new TemporaryDatabase();
        await database.Write(transaction => GroupCommitTests.Put(transaction, "kept"));
        database.Open.Dispose();
        var bytes = await File.ReadAllBytesAsync(database.File);
        for (var i = from; i < bytes.Length; i++) bytes[i] = 0x5A;
        await File.WriteAllBytesAsync(database.File, bytes);

        using var again = new Database(new StorageOptions { ConnectionString = $"Data Source={database.File}" }, _ => { });

        Assert.That(
            () => again.WriteAsync(transaction => transaction.Received.Find("kept"), CancellationToken.None),
            Throws.TypeOf<StorageUnavailableException>().With.Message.Contains("is damaged").And.Message.Contains("backup"));
        Assert.That(() => again.ReadAsync(read => read.Parked.Count(), CancellationToken.None), Throws.TypeOf<StorageUnavailableException>());
        Assert.That(again.Health.IsAvailable, Is.False);
    }

    [Test]
    [Property("Rule", "6.5")]
    public async Task A_second_ChatOps_on_the_same_file_is_refused_until_the_first_has_ended()
    {
        using var database = new TemporaryDatabase();
        await database.Open.StartAsync(CancellationToken.None);
        using var second = new Database(new StorageOptions { ConnectionString = $"Data Source={database.File}" }, _ => { });

        Assert.That(() => second.StartAsync(CancellationToken.None), Throws.TypeOf<DatabaseInUseException>().With.Message.Contains("is used by another ChatOps. Stop that one first"));
        database.Open.Dispose();

        await second.StartAsync(CancellationToken.None);
    }

    [Test]
    public async Task A_file_that_is_removed_takes_nothing_until_it_is_back()
    {
        using var database = new TemporaryDatabase();
        await database.Write(transaction => GroupCommitTests.Put(transaction, "kept"));
        // An end brings the write-ahead log into the file, so that the file alone is a backup.
        database.Restart();
        await database.Open.StartAsync(CancellationToken.None);
        Assert.That(await database.Read(read => read.Outcomes.Runbooks(DateTimeOffset.UnixEpoch)), Is.Empty);
        var elsewhere = Directory.CreateDirectory(Path.Combine(database.Folder, "elsewhere"));
        foreach (var part in Directory.GetFiles(database.Folder, "chatops.db*")) File.Move(part, Path.Combine(elsewhere.FullName, Path.GetFileName(part)));

        for (var i = 0; i < 2; i++)
        {
            Assert.That(
                () => database.Write(transaction => GroupCommitTests.Put(transaction, "lost")),
                Throws.TypeOf<StorageUnavailableException>().With.Message.Contains("was removed or replaced").And.Message.Contains("Put it back"));
        }

        Assert.That(database.Open.Health.IsAvailable, Is.False);
        Assert.That(File.Exists(database.File), Is.False, "an empty file in its place would hide the loss");

        File.Copy(Path.Combine(elsewhere.FullName, "chatops.db"), database.File);
        Assert.That(await database.Write(transaction => transaction.Received.Find("kept")), Is.Not.Null);
        await database.Write(transaction => transaction.Outcomes.CountAttempt("restart", AttemptOutcome.Passed, DateTimeOffset.UnixEpoch));
        Assert.That(await database.Read(read => read.Outcomes.Runbooks(DateTimeOffset.UnixEpoch)), Has.Count.EqualTo(1), "readers look at the file that is there now");
        Assert.That(database.Open.Health.IsAvailable, Is.True);
    }

    [Test]
    public async Task Damage_that_only_readers_see_refuses_inputs_too()
    {
        using var database = new TemporaryDatabase();
        await database.Write(transaction => GroupCommitTests.Put(transaction, "kept"));
        database.Restart();
        await database.Open.StartAsync(CancellationToken.None);
        await using (var file = new FileStream(database.File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0x5A, (int)file.Length - 4096).ToArray());
        }

        Assert.That(() => database.Read(read => read.Sources.All()), Throws.TypeOf<StorageUnavailableException>().With.Message.Contains("is damaged"));

        Assert.That(() => database.Write(_ => true), Throws.TypeOf<StorageUnavailableException>().With.Message.Contains("is damaged"));
        Assert.That(() => database.Write(_ => true), Throws.TypeOf<StorageUnavailableException>(), "it stays so until somebody acts");
        Assert.That(database.Open.Health.IsAvailable, Is.False);
    }

    [Test]
    public async Task A_file_that_another_program_holds_is_named_as_such()
    {
        using var database = new TemporaryDatabase(new StorageOptions { WaitForLock = TimeSpan.FromMilliseconds(50) });
        await database.Open.StartAsync(CancellationToken.None);
        await using var other = new SqliteConnection($"Data Source={database.File};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "begin immediate";
        await command.ExecuteNonQueryAsync();

        Assert.That(
            () => database.Write(transaction => GroupCommitTests.Put(transaction, "waits")),
            Throws.TypeOf<StorageUnavailableException>().With.Message.Contains("held by another program"));

        command.CommandText = "rollback";
        await command.ExecuteNonQueryAsync();
        Assert.That(await database.Write(transaction => GroupCommitTests.Put(transaction, "taken")), Is.Zero);
    }
}
