using Npgsql;
using NpgsqlTypes;

namespace TodoApp.Api.Persistence;

/// <summary>Gives each value, null too, the type of PostgreSQL that its type in C# always goes with.</summary>
internal static class SqlParameter
{
    private static readonly Dictionary<Type, NpgsqlDbType> s_types = new()
    {
        [typeof(Guid)] = NpgsqlDbType.Uuid,
        [typeof(string)] = NpgsqlDbType.Text,
        [typeof(bool)] = NpgsqlDbType.Boolean,
        [typeof(short)] = NpgsqlDbType.Smallint,
        [typeof(int)] = NpgsqlDbType.Integer,
        [typeof(long)] = NpgsqlDbType.Bigint,
        [typeof(float)] = NpgsqlDbType.Real,
        [typeof(DateOnly)] = NpgsqlDbType.Date,
        [typeof(TimeOnly)] = NpgsqlDbType.Time,
        [typeof(DateTime)] = NpgsqlDbType.Timestamp,
        [typeof(DateTimeOffset)] = NpgsqlDbType.TimestampTz,
        [typeof(byte[])] = NpgsqlDbType.Bytea,
        [typeof(string[])] = NpgsqlDbType.Array | NpgsqlDbType.Text,
        [typeof(Guid[])] = NpgsqlDbType.Array | NpgsqlDbType.Uuid,
        [typeof(DateOnly[])] = NpgsqlDbType.Array | NpgsqlDbType.Date,
        [typeof(short[])] = NpgsqlDbType.Array | NpgsqlDbType.Smallint,
        [typeof(int[])] = NpgsqlDbType.Array | NpgsqlDbType.Integer,
    };

    public static NpgsqlParameter Of<T>(T value) => value switch
    {
        null => new NpgsqlParameter { NpgsqlDbType = TypeOf<T>.Value, Value = DBNull.Value },
        Guid id => new NpgsqlParameter<Guid> { NpgsqlDbType = NpgsqlDbType.Uuid, TypedValue = id },
        DateTimeOffset at => new NpgsqlParameter<DateTimeOffset> { NpgsqlDbType = NpgsqlDbType.TimestampTz, TypedValue = at },
        int number => new NpgsqlParameter<int> { NpgsqlDbType = NpgsqlDbType.Integer, TypedValue = number },
        _ => new NpgsqlParameter { NpgsqlDbType = TypeOf<T>.Value, Value = value },
    };

    private static class TypeOf<T>
    {
        public static readonly NpgsqlDbType Value = s_types[Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)];
    }
}
