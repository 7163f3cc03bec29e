using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Backup;

namespace ChatOps.AcceptanceTests.Actions;

/// <summary>The action <c>backup</c> on real dumps and archives.</summary>
internal sealed class BackupsAreRestored
{
    private PostgresServer server = null!;
    private TemporaryFolder folder = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await PostgresServer.StartAsync();
        await server.SqlAsync("CREATE DATABASE shop");
        await server.SqlAsync("CREATE TABLE orders AS SELECT generate_series(1, 500) AS id, repeat(md5(random()::text), 10) AS what; CREATE TABLE empty (id int)", "shop");
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    [SetUp]
    public void MakeFolder() => folder = new();

    [TearDown]
    public async Task NothingIsLeftAsync()
    {
        folder.Dispose();
        Assert.That(await server.SqlAsync("SELECT count(*) FROM pg_database WHERE datname LIKE 'chatops%'"), Is.EqualTo("0"));
    }

    private Task<ActionResult> DoAsync(string what, string pattern = "*.dump", string[]? tables = null, string[]? holds = null, TimeSpan? newerThan = null) =>
        new BackupAction(
            new(new Dictionary<string, BackupSet> { ["shop"] = new(folder.File(pattern), newerThan ?? TimeSpan.FromHours(26), 50, server.Connection(), tables ?? [], holds ?? []) }), TimeProvider.System)
            .RunAsync(ActionArguments.Of(("set", "shop"), ("do", what)), default);

    private async Task<byte[]> DumpAsync(string format)
    {
        var text = await PostgresServer.RunAsync("pg_dump", "-h", "127.0.0.1", "-p", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-U", "postgres", "-F", format, "shop");
        return System.Text.Encoding.UTF8.GetBytes(text);
    }

    private async Task<string> CustomAsync(string name)
    {
        // Into a folder that the server's user may write to.
        var there = Path.Combine(server.Data, name);
        await PostgresServer.RunAsync("pg_dump", "-h", "127.0.0.1", "-p", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-U", "postgres", "-F", "c", "-f", there, "shop");
        File.Move(there, folder.File(name));
        return folder.File(name);
    }

    [Test]
    public async Task A_dump_that_is_whole_is_restored_and_its_rows_are_counted()
    {
        await CustomAsync("a.dump");
        var restored = await DoAsync("restore", tables: ["orders"]);
        Assert.That((restored.Passed, restored.Sentence), Is.EqualTo((true, "a.dump of shop was restored: 2 tables, orders with 500 rows")), restored.Output);
        Assert.That((await DoAsync("restore", tables: ["empty"])).Sentence, Is.EqualTo("a.dump of shop cannot be restored: the table empty is empty in it"));
        Assert.That((await DoAsync("restore", tables: ["orders; DROP TABLE orders"])).Passed, Is.False);

        await File.WriteAllBytesAsync(folder.File("b.sql"), await DumpAsync("p"));
        Assert.That((await DoAsync("restore", "*.sql", ["orders"])).Sentence, Is.EqualTo("b.sql of shop was restored: 2 tables, orders with 500 rows"));
        await using (var packed = new GZipStream(File.Create(folder.File("c.sql.gz")), CompressionLevel.Fastest)) await packed.WriteAsync(await DumpAsync("p"));
        Assert.That((await DoAsync("restore", "*.gz", ["public.orders"])).Sentence, Is.EqualTo("c.sql.gz of shop was restored: 2 tables, public.orders with 500 rows"));
    }

    [Test]
    public async Task One_that_was_cut_or_is_none_cannot_be_restored()
    {
        var dump = await CustomAsync("a.dump");
        var bytes = await File.ReadAllBytesAsync(dump);
        await File.WriteAllBytesAsync(dump, bytes[..(bytes.Length / 2)]);
        var cut = await DoAsync("restore", tables: ["orders"]);
        Assert.That(cut.Passed, Is.False);
        Assert.That(cut.Sentence, Does.StartWith("a.dump of shop cannot be restored: pg_restore: "));

        await File.WriteAllTextAsync(folder.File("b.dump"), "");
        File.SetLastWriteTimeUtc(folder.File("b.dump"), DateTime.UnixEpoch.AddYears(90));
        Assert.That((await DoAsync("restore")).Sentence, Is.EqualTo("b.dump of shop cannot be restored: it is empty"));
        await File.WriteAllTextAsync(folder.File("c.dump"), "pg_dump: error: connection refused");
        File.SetLastWriteTimeUtc(folder.File("c.dump"), DateTime.UnixEpoch.AddYears(91));
        Assert.That((await DoAsync("restore")).Sentence, Does.StartWith("c.dump of shop cannot be restored: it is neither a dump"));
    }

    [Test]
    public async Task Age_size_and_checksum_are_told_of_the_newest()
    {
        Assert.That((await DoAsync("look")).Sentence, Is.EqualTo($"there is no backup shop: nothing fits {folder.File("*.dump")}"));
        await File.WriteAllBytesAsync(folder.File("a.dump"), new byte[1000]);
        File.SetLastWriteTimeUtc(folder.File("a.dump"), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-30));
        Assert.That((await DoAsync("look")).Sentence, Is.EqualTo("the newest of 1 backup shop is a.dump, 1 d 6 h old, 1000 bytes; 1 d 2 h at most is expected"));

        await File.WriteAllBytesAsync(folder.File("b.dump"), new byte[900]);
        await File.WriteAllTextAsync(folder.File("b.dump.sha256"), $"{Convert.ToHexStringLower(SHA256.HashData(new byte[900]))}  b.dump\n");
        Assert.That((await DoAsync("look", newerThan: TimeSpan.FromHours(1))).Sentence, Does.Match(@"^the newest of 2 backups shop is b\.dump, \d+ m?s old, 900 bytes, 90 % of the one before, its checksum fits$"));

        await File.WriteAllBytesAsync(folder.File("b.dump"), new byte[100]);
        var small = await DoAsync("look");
        Assert.That(small.Passed, Is.False);
        Assert.That(small.Sentence, Does.EndWith("100 bytes, 10 % of the one before; 50 % of 1000 bytes at least is expected; its checksum does not fit"));
    }

    [Test]
    public async Task Archives_are_unpacked_and_must_hold_what_matters()
    {
        var source = Directory.CreateDirectory(folder.File("source"));
        await File.WriteAllTextAsync(Path.Combine(source.FullName, "users.db"), "users");
        await File.WriteAllTextAsync(Path.Combine(source.FullName, "void.db"), "");
        await using (var packed = new GZipStream(File.Create(folder.File("a.tar.gz")), CompressionLevel.Fastest)) await TarFile.CreateFromDirectoryAsync(source.FullName, packed, includeBaseDirectory: false);
        await ZipFile.CreateFromDirectoryAsync(source.FullName, folder.File("a.zip"));

        Assert.That((await DoAsync("restore", "*.tar.gz", holds: ["users.db"])).Sentence, Is.EqualTo("a.tar.gz of shop was restored: 2 files, 5 bytes, among them users.db"));
        Assert.That((await DoAsync("restore", "*.zip", holds: ["users.db", "void.db", "gone.db"])).Sentence, Is.EqualTo("a.zip of shop cannot be restored: void.db, gone.db are not in it, or empty"));

        var bytes = await File.ReadAllBytesAsync(folder.File("a.tar.gz"));
        await File.WriteAllBytesAsync(folder.File("a.tar.gz"), bytes[..^20]);
        Assert.That((await DoAsync("restore", "*.tar.gz", holds: ["users.db"])).Passed, Is.False);
    }

    [Test]
    public async Task A_name_that_leads_out_of_the_archive_is_refused()
    {
        await using (var file = File.Create(folder.File("a.tar")))
        await using (var tar = new TarWriter(file))
        {
            await tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, "../../chatops-escaped") { DataStream = new MemoryStream([1]) });
        }

        var restored = await DoAsync("restore", "*.tar");

        Assert.That(restored.Passed, Is.False, restored.Sentence);
        Assert.That(File.Exists(Path.Combine(Path.GetTempPath(), "..", "chatops-escaped")) || File.Exists(Path.Combine(Path.GetTempPath(), "chatops-escaped")), Is.False);
    }
}
