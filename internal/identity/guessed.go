package identity

import "strings"

// common are passwords of at least ten characters that are tried first, here
// and abroad, in lower case. Shorter ones are refused for their length.
const common = `
1234567890 12345678910 123456789a 0123456789 0987654321 9876543210 1029384756 1122334455 1234512345 12345678900
123456789q 123456789z 1234567891 12344321aa 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc q1w2e3r4t5 q1w2e3r4t5y6
qwertyuiop qwertyuiop[] qwerty12345 qwerty123456 qwerty1234 qwertyuiop123 asdfghjkl; asdfghjkl1 zxcvbnm123 zxcvbnm,./
abcdefghij abcd123456 abc123456789 abcdef123456 abc1234567 a123456789 aa123456789 aa12345678 a1b2c3d4e5 a1234567890
password12 password123 password1234 password12345 password123456 passw0rd123 p@ssw0rd123 p@ssword123 p@ssw0rd12 passwordpassword
welcome123 welcome1234 welcome@123 administrator admin12345 admin123456 admin@1234 admin@12345 adminadmin rootroot123
iloveyou123 iloveyou12 iloveyou1234 sunshine123 football123 baseball123 princess123 superman123 starwars123 letmein1234
changeme123 changeme12 computer123 internet123 qazwsxedc123 qazwsxedcrfv michael123 dragon12345 monkey12345 master12345
matkhau123 matkhau1234 matkhau12345 matkhau@123 matkhaumoi matkhaumoi123 mậtkhẩu123 matkhau123456 anhyeuem123 emyeuanh123
anhyeuemnhieu toiyeuvietnam vietnam123 vietnam1234 vietnam@123 vietnamvodich hanoi123456 saigon12345 hochiminh123 sinhnhat123
xinchao123 xinchao1234 nghisu1234 nghisu12345 nghisu@123 thanhcong123 hanhphuc123 giadinh123 khongbiet123 choithoinao
quantri123 quantri1234 quantri@123 nguyenvana vanphong123 chinhphu123 bochidao123 banchidao123 ubnd123456 ubnd@123456
`

// isCommon reports whether a password in lower case is one of those, or hardly
// more than one or two characters over and over, or one plain run of digits or
// letters.
func isCommon(lower string) bool {
	for _, c := range strings.Fields(common) {
		if lower == c {
			return true
		}
	}
	distinct, run := map[rune]bool{}, true
	var last rune
	for i, r := range lower {
		distinct[r] = true
		run = run && (i == 0 || r == last+1 || r == last-1 || r == last)
		last = r
	}
	return len(distinct) < 4 || run
}
