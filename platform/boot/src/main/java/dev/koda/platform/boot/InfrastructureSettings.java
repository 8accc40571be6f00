package dev.koda.platform.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static dev.koda.platform.boot.Service.AUDIT;
import static dev.koda.platform.boot.Service.AUTH;
import static dev.koda.platform.boot.Service.PROVIDER;
import static dev.koda.platform.boot.Service.RUNTIME;
import static dev.koda.platform.boot.Service.STORAGE;
import static dev.koda.platform.boot.SettingType.credential;
import static dev.koda.platform.boot.SettingType.hostPort;
import static dev.koda.platform.boot.SettingType.listOf;
import static dev.koda.platform.boot.SettingType.matching;
import static dev.koda.platform.boot.SettingType.port;
import static dev.koda.platform.boot.SettingType.url;
import static dev.koda.platform.boot.SettingType.whole;

/** The servers Koda stands on: PostgreSQL, Kafka, an S3-compatible object store. */
final class InfrastructureSettings {

    static final String OWNER_DSN = "KNOWLEDGE_V2_POSTGRES_DSN";
    static final String POOL_SIZE = "KODA_DATABASE_POOL_SIZE";
    static final String KAFKA = "KODA_KAFKA_BOOTSTRAP_SERVERS";

    /** Names that AWS, MinIO and SeaweedFS all take. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._/-]{1,200}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final String BUILT = "built from the servers `koda up` starts";

    static final SettingGroup GROUP = new SettingGroup(
            "PostgreSQL, Kafka, object store",
            "Filled in by `koda up` for the servers it starts itself; set them to use servers of your own.",
            all());

    private InfrastructureSettings() {}

    private static List<Setting> all() {
        List<Setting> settings = new ArrayList<>();
        settings.add(ownerDsn());
        Stream.of(Service.values())
                .filter(Service::hasDatabase)
                .map(InfrastructureSettings::serviceDsn)
                .forEach(settings::add);
        settings.add(poolSize());
        settings.add(kafka());
        settings.addAll(objectStore());
        settings.addAll(ports());
        return settings;
    }

    private static Setting ownerDsn() {
        return Setting.of(OWNER_DSN, SettingType.dsn())
                .builtBy(BUILT)
                .required("set it to the DSN of a role that owns the database and may create roles, in <home>/.env")
                .readBy(AUTH, PROVIDER, RUNTIME, AUDIT, STORAGE)
                .check("bootstrap.dsn")
                .means("The database, entered as its owner. Each service makes its own schema and role with it at boot,"
                        + " migrates with it, and works as its own role.");
    }

    private static Setting serviceDsn(Service service) {
        return Setting.of(service.dsnVariable(), SettingType.dsn())
                .builtBy("derived: role `" + service.role() + "`, password from KODA_SERVICE_KEY")
                .readBy(service)
                .check("bootstrap.dsn")
                .means("DSN with the service's own role, where roles are made by somebody else.");
    }

    private static Setting poolSize() {
        return Setting.of(POOL_SIZE, whole(4, 500))
                .or("12")
                .means("Connections of one service to the database; five services share PostgreSQL's 100.");
    }

    private static Setting kafka() {
        return Setting.of(KAFKA, listOf(hostPort()))
                .builtBy(BUILT)
                .required("set it to the brokers, for instance `127.0.0.1:9092`, in <home>/.env")
                .means("Kafka brokers.");
    }

    private static List<Setting> objectStore() {
        return List.of(
                s3("ENDPOINT_URL", url(), "endpoint")
                        .builtBy(BUILT)
                        .required("set it to the endpoint of the object store in <home>/.env")
                        .means("Endpoint of the object store."),
                s3("BUCKET", matching("bucket name", "3 to 63 of a-z, 0-9, `.`, `-`", BUCKET), "bucket")
                        .or("koda-objects")
                        .means("Bucket; made at boot when missing."),
                s3("REGION", matching("region", "a region name such as `us-east-1`", REGION), "region")
                        .or("us-east-1")
                        .means("Region requests are signed for."),
                s3("ACCESS_KEY_ID", credential(), "access-key-id")
                        .builtBy(BUILT)
                        .required("set it to an access key of the object store in <home>/.env")
                        .means("Access key id."),
                s3("SECRET_ACCESS_KEY", credential(), "secret-access-key")
                        .builtBy(BUILT)
                        .required("set it to the secret of the access key in <home>/.env")
                        .means("Secret access key."),
                s3("PREFIX", matching("key prefix", "letters, digits and `._/-`", PREFIX), "prefix")
                        .means("Prefix of all keys, for a bucket that is used by others too."));
    }

    private static Setting s3(String name, SettingType type, String property) {
        return Setting.of("KNOWLEDGE_V2_S3_" + name, type)
                .readBy(AUDIT, STORAGE)
                .property("koda.object-store." + property);
    }

    private static List<Setting> ports() {
        return List.of(
                serverPort("KODA_POSTGRES_PORT", "5432", "PostgreSQL"),
                serverPort("KODA_KAFKA_PORT", "9092", "Kafka"),
                serverPort("KODA_S3_PORT", "8333", "the object store"));
    }

    private static Setting serverPort(String variable, String byDefault, String server) {
        return Setting.of(variable, port())
                .or(byDefault)
                .readByCommandOnly()
                .means("Port of " + server + " in embedded mode; when the default is taken, a free one is remembered.");
    }
}
