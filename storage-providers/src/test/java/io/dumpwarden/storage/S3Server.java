package io.dumpwarden.storage;

import io.dumpwarden.storage.s3.S3Access;
import io.dumpwarden.storage.s3.S3Settings;
import io.dumpwarden.storage.s3.S3Target;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server to test with, on a free port of 127.0.0.1, with one empty bucket. */
public interface S3Server extends AutoCloseable {

  URI endpoint();

  default String bucket() {
    return "backups";
  }

  default String accessKey() {
    return "test-access";
  }

  default Secret secretKey() {
    return Secret.of("test-secret");
  }

  /** Settings of a storage in this server's bucket. */
  default S3Settings settings(Path spoolFolder) {
    return settings(endpoint(), spoolFolder);
  }

  /** The same by way of another endpoint, such as a {@link FaultyS3}. */
  default S3Settings settings(URI via, Path spoolFolder) {
    return S3Settings.of(new S3Target(via, "us-east-1", bucket(), "team/prod", true), spoolFolder)
        .withAccess(S3Access.ofKeys(accessKey(), secretKey()));
  }

  /** A plain client, to look behind the storage's back. */
  default S3Client client() {
    return S3Client.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(accessKey(), secretKey().reveal())))
        .httpClientBuilder(ApacheHttpClient.builder())
        .build();
  }

  default void createBucket() {
    try (S3Client client = client()) {
      client.createBucket(request -> request.bucket(bucket()));
    }
  }

  @Override
  void close() throws Exception;
}
