namespace ChatOps.Storage.Engine;

/// <summary>Something that waits for the writer, as the writer sees it.</summary>
internal abstract class WriteWork
{
    /// <summary>How much of a batch it takes.</summary>
    public virtual int Weight => 1;

    /// <summary>True when nobody waits for it any more: it is left out.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>How it is kept for an operator when it cannot be served; null: the caller is told instead.</summary>
    public virtual ParkedInput? Parked(Exception failure) => null;

    public abstract void Run(WriteTransaction transaction);

    /// <summary>Lets the caller go on: the commit is on disk.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception failure);

    /// <summary>Lets the caller go on after the input was parked.</summary>
    public virtual void SucceedParked(long number, Exception failure) => Fail(failure);
}

/// <summary>A function that waits for the writer.</summary>
internal sealed class WriteFunction<T>(Func<WriteTransaction, T> function, CancellationToken cancellationToken) : WriteWork
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _done.Task;

    public override bool IsAbandoned
    {
        get
        {
            if (!cancellationToken.IsCancellationRequested) return false;
            _done.TrySetCanceled(cancellationToken);
            return true;
        }
    }

    public override void Run(WriteTransaction transaction) => _result = function(transaction);

    public override void Succeed() => _done.TrySetResult(_result!);

    public override void Fail(Exception failure) => _done.TrySetException(failure);
}

/// <summary>An input of the bot that waits for the writer.</summary>
internal sealed class WriteInputWork<T>(WriteInput<T> input, CancellationToken cancellationToken) : WriteWork
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _done.Task;

    public override int Weight => input.Weight;

    public override bool IsAbandoned
    {
        get
        {
            if (!cancellationToken.IsCancellationRequested) return false;
            _done.TrySetCanceled(cancellationToken);
            return true;
        }
    }

    public override ParkedInput? Parked(Exception failure) => input.Park();

    public override void Run(WriteTransaction transaction) => input.Run(transaction);

    public override void Succeed() => _done.TrySetResult(input.Result());

    public override void Fail(Exception failure) => _done.TrySetException(failure);

    public override void SucceedParked(long number, Exception failure) => _done.TrySetResult(input.ParkedResult(number));
}
