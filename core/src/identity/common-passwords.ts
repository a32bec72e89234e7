/** What is guessed first among passwords of ten letters and more, in lower case. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `1234567890 0123456789 12345678910 1234567891 123456789a a123456789 123456789q q123456789 9876543210 0987654321 1122334455 1357924680
   123123123123 123456123456 1234512345 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc qwertyuiop qwerty1234 qwerty12345 qwerty123456 qwertyuiop123
   asdfghjkl1 asdfghjkl; zxcvbnm123 zaq12wsxcde3 qazwsxedcrfv password12 password123 password1234 password12345 password!1 passw0rd12 passw0rd123
   p@ssw0rd123 p@ssword123 passwordpassword mypassword1 mypassword123 changeme12 changeme123 letmein123 letmein1234 iloveyou12 iloveyou123 iloveyou1234
   welcome123 welcome1234 admin12345 admin123456 administrator administrator1 superadmin superadmin1 root123456 test123456 testtest123 guildhall1
   guildhall12 guildhall123 football123 baseball123 basketball superman123 batman12345 dragon12345 monkey12345 princess123 sunshine123 trustno1234
   abcdefghij abcdefghijk abcd123456 abc1234567 abc123456789 abcabcabc1 a1b2c3d4e5 aa12345678 aa123456789 computer123 internet123 whatever123
   summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2025 spring2026 autumn2025 autumn2026 january2026 december2025
   parola12345 parola123456 qwerty7890 romania123 moldova123 пароль1234 пароль12345 йцукенгшщз йцукенгшщзхъ любовь1234 привет12345 админ12345`
    .split(/\s+/)
    .filter(Boolean),
)
