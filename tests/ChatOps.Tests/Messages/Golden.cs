namespace ChatOps.Tests.Messages;

/// <summary>
/// Texts as people read them, in files beside the tests. A changed text fails with both; with <c>CHATOPS_WRITE_GOLDEN=1</c> in the environment the files
/// are written anew, to be read in the diff.
/// </summary>
internal static class Golden
{
    public static void Check(string name, string text)
    {
        var file = Path.Combine(Conventions.Repository.Root, "tests", "ChatOps.Tests", "Messages", "Golden", name);
        if (Environment.GetEnvironmentVariable("CHATOPS_WRITE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text.TrimEnd('\n') + "\n");
        }

        Assert.That(text.TrimEnd('\n') + "\n", Is.EqualTo(File.ReadAllText(file)));
    }
}
