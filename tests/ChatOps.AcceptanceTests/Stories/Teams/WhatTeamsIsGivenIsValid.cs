using System.IO.Compression;
using System.Text.Json;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Teams;

/// <summary>The manifest by Microsoft's own schema, the cards by Microsoft's own renderer, and the package as Teams takes it.</summary>
internal sealed class WhatTeamsIsGivenIsValid
{
    private const string AppId = "7a1f6f6e-58a8-4b0c-9f0e-2f6f7d2f4c11";

    private static string Manifests => Path.Combine(Built.Root, "manifests", "teams");

    [Test]
    public async Task Every_card_is_one_that_Microsofts_renderer_reads_without_a_complaint()
    {
        var cards = Directory.GetFiles(Path.Combine(Built.Root, "tests", "ChatOps.Tests", "Messages", "Golden", "teams"), "*.json");

        Assert.That(await Node.RunAsync("teams/validate.mjs", ["cards", .. cards]), Does.Contain($"{cards.Length} files, 0 problems"));
        Assert.That(cards, Has.Length.GreaterThan(20));
    }

    [Test]
    public async Task The_manifest_fits_Microsofts_schema() =>
        Assert.That(await Node.RunAsync("teams/validate.mjs", ["manifest", Path.Combine(Manifests, "manifest.json")]), Does.Contain("1 files, 0 problems"));

    [Test]
    public async Task The_package_has_manifest_and_icons_at_its_root_with_the_ids_in_place()
    {
        using var folder = new TemporaryFolder();
        var made = await Command.RunAsync("bash", [Path.Combine(Manifests, "package.sh"), AppId, "chatops.acme.example", folder.File("teams.zip")], TimeSpan.FromSeconds(30));
        Assert.That(made.ExitCode, Is.Zero, made.Errors);

        using var package = ZipFile.OpenRead(folder.File("teams.zip"));
        using var manifest = await JsonDocument.ParseAsync(package.GetEntry("manifest.json")!.Open());
        var (width, height) = Size(package.GetEntry("color.png")!);

        Assert.That(package.Entries.Select(entry => entry.FullName), Is.EquivalentTo((string[])["manifest.json", "color.png", "outline.png"]));
        Assert.That(manifest.RootElement.GetProperty("bots")[0].GetProperty("botId").GetString(), Is.EqualTo(AppId));
        Assert.That(manifest.RootElement.GetProperty("id").GetString(), Is.EqualTo(AppId));
        Assert.That(manifest.RootElement.GetProperty("validDomains")[0].GetString(), Is.EqualTo("chatops.acme.example"));
        Assert.That((width, height, Size(package.GetEntry("outline.png")!)), Is.EqualTo((192, 192, (32, 32))));
        Assert.That((await Command.RunAsync("bash", [Path.Combine(Manifests, "package.sh"), "no id", "host"], TimeSpan.FromSeconds(30))).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public async Task The_package_that_asks_for_consent_fits_the_schema_too_and_asks_for_reading_alone()
    {
        using var folder = new TemporaryFolder();
        var made = await Command.RunAsync("bash", [Path.Combine(Manifests, "package.sh"), "--read", AppId, "chatops.acme.example", folder.File("teams.zip")], TimeSpan.FromSeconds(30));
        Assert.That(made.ExitCode, Is.Zero, made.Errors);
        await ZipFile.ExtractToDirectoryAsync(folder.File("teams.zip"), folder.File("package"));
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.File("package"), "manifest.json")));

        Assert.That(await Node.RunAsync("teams/validate.mjs", ["manifest", Path.Combine(folder.File("package"), "manifest.json")]), Does.Contain("1 files, 0 problems"));
        Assert.That(
            manifest.RootElement.GetProperty("authorization").GetProperty("permissions").GetProperty("resourceSpecific").EnumerateArray().Select(permission => permission.GetProperty("name").GetString()),
            Is.EqualTo((string[])["ChannelMessage.Read.Group", "ChatMessage.Read.Chat"]));
    }

    private static (int Width, int Height) Size(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var head = new byte[24];
        stream.ReadExactly(head);
        return (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(20)));
    }
}
