package io.daybook.personaldata;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a service the cipher of personal data, with keys in Postgres. */
@AutoConfiguration
@EnableConfigurationProperties(PersonalDataProperties.class)
public class PersonalDataAutoConfiguration {

    @Bean
    KeyStore keyStore(PersonalDataProperties properties) {
        return new PostgresKeyStore(properties.store(), properties.owner(), MasterKeys.in(properties.masterKeyFile()));
    }

    @Bean
    PersonalDataCipher personalDataCipher(KeyStore keys, PersonalDataProperties properties) {
        return new PersonalDataCipher(keys, properties.remembered());
    }
}
