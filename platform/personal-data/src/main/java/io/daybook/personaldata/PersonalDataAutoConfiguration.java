package io.daybook.personaldata;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a service the cipher of personal data, with keys in Postgres, and that of its own secrets. */
@AutoConfiguration
@EnableConfigurationProperties(PersonalDataProperties.class)
public class PersonalDataAutoConfiguration {

    @Bean
    MasterKeys masterKeys(PersonalDataProperties properties) {
        return MasterKeys.in(properties.masterKeyFile());
    }

    @Bean
    KeyStore keyStore(PersonalDataProperties properties, MasterKeys masterKeys) {
        return new PostgresKeyStore(properties.store(), masterKeys);
    }

    @Bean
    SecretCipher secretCipher(MasterKeys masterKeys) {
        return new SecretCipher(masterKeys);
    }

    @Bean
    PersonalDataCipher personalDataCipher(KeyStore keys, PersonalDataProperties properties) {
        return new PersonalDataCipher(keys, properties.remembered());
    }
}
