namespace WebApi;

/// <summary>The service cannot start; the message is for the person who started it.</summary>
internal sealed class StartupException(string message, Exception? innerException = null) : Exception(message, innerException);
