using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ChatOps.Servers.Kubernetes.Api;
using ChatOps.Servers.Kubernetes.State;

namespace ChatOps.Servers.Kubernetes;

/// <summary>
/// An API server of Kubernetes on loopback, with controllers that roll deployments out: namespaces, deployments, replica sets, pods, events and logs, in
/// memory. Containers are not run; what an image comes to is said beforehand.
/// </summary>
public sealed class KubernetesServer : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(1);

    private readonly Cluster cluster = new(TimeProvider.System);
    private readonly CancellationTokenSource ending = new();
    private readonly WebApplication host;
    private readonly Controllers controllers;
    private readonly X509Certificate2 certificate;
    private Task beating = Task.CompletedTask;

    private KubernetesServer(int port)
    {
        Token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var events = new Events(cluster);
        var life = new PodLife(cluster, events);
        controllers = new Controllers(cluster, life, events);
        cluster.Create("namespaces", "", "default", new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["status"] = new JsonObject { ["phase"] = "Active" } });
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=kubernetes", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(7));
        // Kestrel needs a key that is not bound to the one that is disposed here.
        certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.UseHttps(certificate)));
        host = builder.Build();
        host.MapFallback("{**path}", new ApiEndpoint(cluster, controllers, life, Token).HandleAsync);
    }

    public Uri Address => new(host.Urls.Single() + "/");

    /// <summary>The token of whoever may do everything.</summary>
    public string Token { get; }

    /// <summary>A kubeconfig of the cluster.</summary>
    public string Kubeconfig => $$"""
        apiVersion: v1
        kind: Config
        current-context: test
        clusters: [ { name: test, cluster: { server: "{{Address.GetLeftPart(UriPartial.Authority)}}", certificate-authority-data: {{Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()))}} } } ]
        users: [ { name: test, user: { token: "{{Token}}" } } ]
        contexts: [ { name: test, context: { cluster: test, user: test, namespace: default } } ]
        """;

    public static async Task<KubernetesServer> StartAsync(int port = 0)
    {
        var server = new KubernetesServer(port);
        await server.host.StartAsync();
        server.beating = server.BeatAsync();
        return server;
    }

    /// <summary>What containers of an image come to from now on.</summary>
    public void Set(string image, ImageFate fate) => Locked(() => cluster.Images[image] = fate);

    /// <summary>Somebody makes a deployment.</summary>
    public void Deploy(string name, string image, int replicas, int progressDeadlineSeconds = 600) => Locked(() => cluster.Create("deployments", "default", name, new JsonObject
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = name }, ["annotations"] = new JsonObject() },
        ["spec"] = new JsonObject
        {
            ["replicas"] = replicas,
            ["progressDeadlineSeconds"] = progressDeadlineSeconds,
            ["revisionHistoryLimit"] = 10,
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = name } },
            ["strategy"] = new JsonObject { ["type"] = "RollingUpdate", ["rollingUpdate"] = new JsonObject { ["maxSurge"] = "25%", ["maxUnavailable"] = "25%" } },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = name } },
                ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "app", ["image"] = image, ["imagePullPolicy"] = "IfNotPresent", ["resources"] = new JsonObject() }), ["restartPolicy"] = "Always", ["terminationGracePeriodSeconds"] = 30 },
            },
        },
        ["status"] = new JsonObject(),
    }));

    /// <summary>Somebody deploys another image.</summary>
    public void SetImage(string name, string image) => Locked(() =>
    {
        var deployment = cluster.Find("deployments", "default", name)!;
        deployment.At("spec", "template", "spec", "containers")![0]!["image"] = image;
        deployment["metadata"]!["generation"] = deployment.Number("metadata", "generation") + 1;
        cluster.Update("deployments", deployment);
        return image;
    });

    /// <summary>One pod of a deployment loses its volume and waits for it for ever.</summary>
    /// <param name="name">The deployment.</param>
    /// <param name="since">For how long it has waited already.</param>
    public void StickAPod(string name, TimeSpan since) => Locked(() =>
    {
        var pod = cluster.List("pods", "default").First(pod => pod.Text("metadata", "labels", "app") == name);
        pod["metadata"]!["creationTimestamp"] = Cluster.Stamp(cluster.Now - since);
        return cluster.Stuck.Add(pod.Text("metadata", "uid"));
    });

    /// <summary>How many pods of a deployment are ready, and which images they have.</summary>
    public (int Ready, IReadOnlyList<string> Images) Pods(string name) => Locked(() =>
    {
        var pods = cluster.List("pods", "default").Where(pod => pod.Text("metadata", "labels", "app") == name).ToArray();
        return (pods.Count(PodLife.IsReady), (IReadOnlyList<string>)[.. pods.Select(pod => pod.At("spec", "containers")![0].Text("image")).Distinct().Order(StringComparer.Ordinal)]);
    });

    /// <summary>How many pods of a deployment there are.</summary>
    public int Count(string name) => Locked(() => cluster.List("pods", "default").Count(pod => pod.Text("metadata", "labels", "app") == name));

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await beating;
        using var limit = new CancellationTokenSource(EndWithin);
        await host.StopAsync(limit.Token);
        await host.DisposeAsync();
        ending.Dispose();
        certificate.Dispose();
    }

    private T Locked<T>(Func<T> what)
    {
        lock (cluster.Gate)
        {
            return what();
        }
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                lock (cluster.Gate) controllers.Step();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
