using ChatOps.AcceptanceTests.Harness;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Git;

namespace ChatOps.AcceptanceTests.Actions;

/// <summary>The action <c>git</c> with git itself.</summary>
internal sealed class GitOnARealClone
{
    private GitFolder clone = null!;

    [SetUp]
    public async Task CloneAsync()
    {
        clone = await GitFolder.CreateAsync();
        await clone.CommitAsync("the first", ("app.conf", "workers = 4\n"), ("other/notes.txt", "n\n"));
        await clone.GitAsync("tag", "good");
    }

    [TearDown]
    public void Remove() => clone.Dispose();

    private Task<ActionResult> DoAsync(string what, GitRepository? repository = null, params (string, string)[] further) =>
        new GitAction(new(new Dictionary<string, GitRepository> { ["conf"] = repository ?? new(clone.Path, "good", [], null) }, new Dictionary<string, string>()), TimeProvider.System)
            .RunAsync(ActionArguments.Of([("repository", "conf"), ("do", what), .. further]), default);

    [Test]
    public async Task What_was_committed_since_and_what_was_changed_by_hand_are_told_apart()
    {
        Assert.That((await DoAsync("diff")).Sentence, Does.Match("^.+ is as in good \\([0-9a-f]{10}\\)$"));
        await clone.CommitAsync("more workers", ("app.conf", "workers = 400\n"));
        var committed = await DoAsync("diff");
        Assert.That(committed.Passed, Is.False);
        Assert.That(committed.Sentence, Does.StartWith("1 file of ").And.Match("app\\.conf; committed since, last [0-9a-f]{10} by kim, \\d+ \\w+ ago \\(\"more workers\"\\)$"));
        Assert.That(committed.Output, Does.Contain("-workers = 4\n+workers = 400"));
        Assert.That((committed.Values!["author"], committed.Values["files"]), Is.EqualTo(("kim", "1")));

        clone.Write("app.conf", "workers = 0\n");
        clone.Write("stray.conf", "x\n");
        Assert.That((await DoAsync("diff")).Sentence, Does.StartWith("2 files of ").And.Contain("app.conf, stray.conf").And.Contain("committed since").And.Contain("changed by hand and never committed, last "));
        Assert.That((await DoAsync("diff", new(clone.Path, "good", ["other"], null))).Passed, Is.True, "only what counts");
        Assert.That((await DoAsync("changes")).Sentence, Does.Match("^the last change of .+ is [0-9a-f]{10} by kim, \\d+ \\w+ ago \\(\"more workers\"\\); 1 commit since good \\([0-9a-f]{10}\\)$"));
    }

    [Test]
    public async Task What_is_put_back_is_kept_and_the_branch_stays()
    {
        await clone.CommitAsync("more workers", ("app.conf", "workers = 400\n"), ("added.conf", "a\n"));
        clone.Write("app.conf", "workers = 0\n");
        clone.Write("stray.conf", "x\n");
        var head = await clone.GitAsync("rev-parse", "HEAD");

        var restored = await DoAsync("restore");

        Assert.That(restored.Passed, Is.True, restored.Sentence);
        Assert.That(restored.Sentence, Does.StartWith("3 files of ").And.Contain("put back as in good").And.EndWith("; the branch holds the change still, until it is reverted"));
        Assert.That((clone.Read("app.conf"), clone.Has("stray.conf"), clone.Has("added.conf"), clone.Read("other/notes.txt")), Is.EqualTo(("workers = 4\n", false, false, "n\n")));
        Assert.That((await DoAsync("diff")).Passed, Is.True);
        Assert.That(await clone.GitAsync("rev-parse", "HEAD"), Is.EqualTo(head));
        var kept = restored.Values!["kept"];
        Assert.That((await clone.GitAsync("show", $"{kept}:app.conf"), await clone.GitAsync("show", $"{kept}:stray.conf")), Is.EqualTo(("workers = 0", "x")));
        Assert.That((await DoAsync("restore")).Sentence, Does.EndWith(" already"));
    }

    [Test]
    public async Task A_revert_is_a_branch_of_its_own_and_the_only_thing_that_is_pushed()
    {
        using var remote = await GitFolder.CreateAsync(bare: true);
        await clone.CommitAsync("break it", ("app.conf", "workers = -1\n"));
        await clone.GitAsync("remote", "add", "origin", remote.Path);
        await clone.GitAsync("push", "--quiet", "origin", "main");
        var bad = await clone.GitAsync("rev-parse", "HEAD");
        await clone.CommitAsync("something else", ("other/notes.txt", "m\n"));
        clone.Write("other/notes.txt", "being edited\n");

        var reverted = await DoAsync("revert", new(clone.Path, "good", [], "origin"), ("commit", bad));

        Assert.That(reverted.Passed, Is.True, reverted.Sentence);
        Assert.That(reverted.Sentence, Does.EndWith($"is taken back on branch chatops/revert-{bad[..10]}, pushed to origin; nothing else was changed, somebody has to merge it"));
        Assert.That(reverted.Output, Does.Contain("+workers = 4"));
        Assert.That(await remote.GitAsync("for-each-ref", "--format=%(refname)"), Is.EqualTo($"refs/heads/chatops/revert-{bad[..10]}\nrefs/heads/main"));
        Assert.That(await remote.GitAsync("rev-parse", "main"), Is.EqualTo(bad), "main was not pushed");
        Assert.That((clone.Read("app.conf"), clone.Read("other/notes.txt"), await clone.GitAsync("branch", "--show-current")), Is.EqualTo(("workers = -1\n", "being edited\n", "main")));
        Assert.That((await clone.GitAsync("worktree", "list")).Split('\n'), Has.Length.EqualTo(1));
        Assert.That((await DoAsync("revert", further: ("commit", bad))).Passed, Is.True, "again: it is there");
    }

    [Test]
    public async Task A_revert_that_conflicts_leaves_nothing_behind()
    {
        await clone.CommitAsync("one", ("app.conf", "workers = 5\n"));
        var one = await clone.GitAsync("rev-parse", "HEAD");
        await clone.CommitAsync("two", ("app.conf", "workers = 6\n"));

        var reverted = await DoAsync("revert", further: ("commit", one));

        Assert.That((reverted.Passed, reverted.Sentence), Is.EqualTo((false, reverted.Sentence)));
        Assert.That(reverted.Sentence, Does.Contain("cannot be taken back by itself: "));
        Assert.That(await clone.GitAsync("branch", "--format=%(refname:short)"), Is.EqualTo("main"));
    }

    [TestCase("--upload-pack=touch /tmp/x")]
    [TestCase("$(touch x)")]
    [TestCase("HEAD; touch x")]
    public async Task What_looks_like_an_option_or_a_command_is_a_commit_that_is_not_there(string commit) =>
        Assert.That((await DoAsync("revert", further: ("commit", commit))).Sentence, Does.EndWith($" has no commit {commit}"));

    [Test]
    public async Task Its_hooks_and_tools_are_not_run()
    {
        var hook = clone.Write(".git/hooks/post-checkout", "#!/bin/sh\ntouch ran\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await clone.GitAsync("config", "core.fsmonitor", hook);
        await clone.GitAsync("config", "diff.external", hook);
        clone.Write("app.conf", "workers = 0\n");

        await DoAsync("diff");
        await DoAsync("restore");
        await DoAsync("revert");

        Assert.That(Directory.EnumerateFiles(clone.Path, "ran", SearchOption.AllDirectories), Is.Empty);
        Assert.That((await DoAsync("diff", new("/no/such/folder", "good", [], null))).Sentence, Is.EqualTo("/no/such/folder is not there"));
    }
}
