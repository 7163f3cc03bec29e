using System.Globalization;

namespace ChatOps.AcceptanceTests.Scenarios.Parts;

/// <summary>A program that forwards one port to another; Python comes with Supervisor.</summary>
internal static class Forwarder
{
    /// <summary>Its source: takes the port it listens on and the one it forwards to.</summary>
    public const string Source =
        """
        import asyncio, sys

        async def pump(reader, writer):
            try:
                while data := await reader.read(65536):
                    writer.write(data)
                    await writer.drain()
            except OSError:
                pass
            finally:
                writer.close()

        async def forward(reader, writer):
            try:
                to_reader, to_writer = await asyncio.open_connection("127.0.0.1", int(sys.argv[2]))
            except OSError:
                writer.close()
                return
            await asyncio.gather(pump(reader, to_writer), pump(to_reader, writer))

        async def main():
            server = await asyncio.start_server(forward, "127.0.0.1", int(sys.argv[1]))
            await server.serve_forever()

        asyncio.run(main())
        """;

    /// <summary>A script that ends the one that is there, starts another in the background and writes its process id.</summary>
    public static string Script(string source, int from, int to, string pidFile) => string.Create(
        CultureInfo.InvariantCulture, $"[ -f '{pidFile}' ] && /bin/kill -KILL $(/bin/cat '{pidFile}') 2>/dev/null\n/usr/bin/setsid /usr/bin/python3 '{source}' {from} {to} </dev/null >/dev/null 2>&1 &\necho $! >'{pidFile}'");
}
