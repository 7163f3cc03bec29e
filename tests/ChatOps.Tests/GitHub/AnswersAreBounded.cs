using System.Net;
using ChatOps.GitHub.Access;

namespace ChatOps.Tests.GitHub;

/// <summary>What GitHub and the hosts of its logs answer is read up to a bound, whether they say beforehand how long it is or not.</summary>
internal sealed class AnswersAreBounded
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task An_answer_that_is_too_long_is_not_read_to_its_end(bool declared)
    {
        var endless = new Endless();
        var content = new StreamContent(endless);
        if (declared) content.Headers.ContentLength = BoundedAnswers.Longest + 1;

        using var answer = await AskAsync(content);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(endless.Given, Is.LessThan(BoundedAnswers.Longest + (1024 * 1024)));
    }

    [Test]
    public async Task One_that_is_not_is_read_whole()
    {
        using var answer = await AskAsync(new StreamContent(new MemoryStream("all is well"u8.ToArray())));

        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("all is well"));
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpContent content)
    {
        using var client = new HttpMessageInvoker(new BoundedAnswers(new Answers(content)));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1/log");
        return await client.SendAsync(request, CancellationToken.None);
    }

    private sealed class Answers(HttpContent content) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    }

    /// <summary>A body that never ends.</summary>
    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return Given < 256 * 1024 * 1024 ? count : throw new IOException("read without a bound");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
