using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Http;

/// <summary>The whole body of a request, in memory that goes back when it is disposed.</summary>
public sealed class RequestBody : IDisposable
{
    private byte[]? _rented;

    private RequestBody(byte[] rented, int length)
    {
        _rented = rented;
        Bytes = rented.AsMemory(0, length);
    }

    /// <summary>The bytes; not to be used after disposal.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads the body; null when it is longer than allowed (answer 413).</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <param name="cancellationToken">Ends the wait for the sender.</param>
    public static async ValueTask<RequestBody?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength > limit) return null;
        var reader = request.BodyReader;
        while (true)
        {
            System.IO.Pipelines.ReadResult read;
            try
            {
                read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
            // The server's own limit, should it be the lower one; it then ends the connection, which a sender may see before the answer.
            catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
            {
                return null;
            }

            if (!read.IsCompleted && read.Buffer.Length <= limit)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var length = read.Buffer.Length;
            var body = length <= limit ? Copy(read.Buffer, (int)length) : null;
            reader.AdvanceTo(read.Buffer.End);
            return body;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_rented is { } rented) ArrayPool<byte>.Shared.Return(rented);
        _rented = null;
    }

    private static RequestBody Copy(ReadOnlySequence<byte> buffer, int length)
    {
        var rented = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(rented);
        return new RequestBody(rented, length);
    }
}
