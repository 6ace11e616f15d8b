namespace Aspire.Hosting;

/// <summary>The application as described cannot work.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Says nothing about why.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>Says why.</summary>
    public DistributedApplicationException(string message) : base(message)
    {
    }

    /// <summary>Says why, and what caused it.</summary>
    public DistributedApplicationException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

/// <summary>A parameter has no value.</summary>
public class MissingParameterValueException : DistributedApplicationException
{
    /// <summary>Says nothing about which.</summary>
    public MissingParameterValueException()
    {
    }

    /// <summary>Says which.</summary>
    public MissingParameterValueException(string message) : base(message)
    {
    }

    /// <summary>Says which, and what caused it.</summary>
    public MissingParameterValueException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
