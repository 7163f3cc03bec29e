using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ChatOps.Operations.Supervisor;

/// <summary>Calls over XML-RPC (xmlrpc.com/spec), over HTTP or a Unix socket, in the part of it that Supervisor uses: texts, integers, truth values, lists, structures.</summary>
internal sealed class XmlRpcClient : IDisposable
{
    private const int MostAnswer = 1024 * 1024;

    private readonly HttpClient _client;

    /// <param name="address">An address, or the absolute path of a Unix socket.</param>
    /// <param name="user">For basic authentication, or null.</param>
    /// <param name="password">For basic authentication, or null.</param>
    public XmlRpcClient(string address, string? user, string? password)
    {
        var socket = address.StartsWith('/') ? address : null;
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero };
        if (socket is not null) handler.ConnectCallback = (_, cancellationToken) => ConnectAsync(socket, cancellationToken);
        _client = new HttpClient(handler)
        {
            BaseAddress = new Uri(socket is null ? address.TrimEnd('/') + "/" : "http://localhost/"),
            MaxResponseContentBufferSize = MostAnswer,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (user is not null) _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    /// <summary>Calls a method.</summary>
    /// <returns>A <see cref="string"/>, <see cref="int"/>, <see cref="bool"/>, list or dictionary of these.</returns>
    /// <exception cref="XmlRpcFault">The method answered by a fault.</exception>
    /// <exception cref="FormatException">The answer is no XML-RPC.</exception>
    public async Task<object?> CallAsync(string method, CancellationToken cancellationToken, params IReadOnlyList<object> arguments)
    {
        var call = new XElement("methodCall", new XElement("methodName", method), new XElement("params", arguments.Select(argument => new XElement("param", new XElement("value", Written(argument))))));
        using var content = new StringContent("<?xml version=\"1.0\"?>" + call.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, "text/xml");
        using var answer = await _client.PostAsync(new Uri("RPC2", UriKind.Relative), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false });
        var response = XDocument.Load(reader).Root;
        if (response?.Element("fault")?.Element("value") is { } fault && Read(fault) is IReadOnlyDictionary<string, object?> said)
        {
            throw new XmlRpcFault(said.GetValueOrDefault("faultCode") as int? ?? 0, said.GetValueOrDefault("faultString") as string ?? "");
        }

        return response?.Element("params")?.Element("param")?.Element("value") is { } value ? Read(value) : throw new FormatException("its answer is no XML-RPC");
    }

    public void Dispose() => _client.Dispose();

    private static XElement Written(object argument) => argument switch
    {
        bool truth => new XElement("boolean", truth ? "1" : "0"),
        int number => new XElement("int", number.ToString(CultureInfo.InvariantCulture)),
        _ => new XElement("string", argument),
    };

    private static object? Read(XElement value)
    {
        var typed = value.Elements().FirstOrDefault();
        return typed?.Name.LocalName switch
        {
            null => value.Value,
            "int" or "i4" => int.Parse(typed.Value, CultureInfo.InvariantCulture),
            "boolean" => typed.Value.Trim() == "1",
            "array" => (IReadOnlyList<object?>)[.. typed.Elements("data").Elements("value").Select(Read)],
            "struct" => typed.Elements("member").ToDictionary(member => member.Element("name")?.Value ?? "", member => member.Element("value") is { } inner ? Read(inner) : null),
            _ => typed.Value,
        };
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
