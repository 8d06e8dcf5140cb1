namespace ActiveShift;

/// <summary>An image that cannot be used; <see cref="Reason"/> says why. Nothing of it was used in place of the missing pixels.</summary>
public sealed class BadImageException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="reason">Why the image cannot be used.</param>
    /// <param name="message">What was seen and what was expected.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public BadImageException(BadImageReason reason, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Reason = reason;
    }

    /// <summary>Why the image cannot be used.</summary>
    public BadImageReason Reason { get; }
}
