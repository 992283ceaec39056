BEGIN TRANSACTION;
CREATE TABLE car (id INTEGER NOT NULL, key VARCHAR NOT NULL, PRIMARY KEY (id), UNIQUE (key));
INSERT INTO "car" VALUES(1,'aurus-senat-limousine-l700');
INSERT INTO "car" VALUES(2,'own-own-car-db3266');
CREATE TABLE claim (car INTEGER NOT NULL, statement INTEGER NOT NULL, relation VARCHAR NOT NULL, other_unit VARCHAR, imported INTEGER, PRIMARY KEY (car, statement)) WITHOUT ROWID;
INSERT INTO "claim" VALUES(1,1,'same',NULL,NULL);
INSERT INTO "claim" VALUES(1,2,'same',NULL,NULL);
INSERT INTO "claim" VALUES(1,3,'other scope',NULL,NULL);
INSERT INTO "claim" VALUES(1,4,'echo',NULL,NULL);
INSERT INTO "claim" VALUES(1,5,'other scope',NULL,NULL);
INSERT INTO "claim" VALUES(1,6,'echo',NULL,NULL);
INSERT INTO "claim" VALUES(1,7,'apart',NULL,NULL);
INSERT INTO "claim" VALUES(1,8,'same',NULL,NULL);
INSERT INTO "claim" VALUES(1,9,'apart',NULL,NULL);
INSERT INTO "claim" VALUES(1,10,'misprint',NULL,NULL);
INSERT INTO "claim" VALUES(1,11,'other scope',NULL,NULL);
INSERT INTO "claim" VALUES(1,12,'echo',NULL,NULL);
INSERT INTO "claim" VALUES(1,13,'other scope',NULL,NULL);
INSERT INTO "claim" VALUES(1,14,'other scope',NULL,NULL);
INSERT INTO "claim" VALUES(1,16,'same',NULL,NULL);
INSERT INTO "claim" VALUES(2,15,'same',NULL,NULL);
CREATE TABLE field (
	"key" VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	label VARCHAR NOT NULL, 
	section VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	description VARCHAR NOT NULL, 
	better VARCHAR, 
	many BOOLEAN NOT NULL, 
	own_scopes VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "field" VALUES('power',0,'Power','powertrain','power','Power of the engine, or of the motor named in scope','higher',0,'[]');
INSERT INTO "field" VALUES('torque',1,'Torque','powertrain','torque','Greatest torque of the engine or drive','higher',0,'[]');
INSERT INTO "field" VALUES('mass',2,'Mass','mass','mass','Mass whose type (kerb, gross) the source does not state','lower',0,'[]');
INSERT INTO "field" VALUES('operator',3,'Operator','operation','text','Office, person or service using it',NULL,1,'[]');
CREATE TABLE figure (car INTEGER NOT NULL, settlement INTEGER NOT NULL, statement INTEGER, PRIMARY KEY (car, settlement)) WITHOUT ROWID;
INSERT INTO "figure" VALUES(1,2,8);
INSERT INTO "figure" VALUES(1,3,16);
INSERT INTO "figure" VALUES(1,4,NULL);
INSERT INTO "figure" VALUES(2,1,15);
CREATE TABLE history (
	id INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	what VARCHAR NOT NULL, 
	change VARCHAR NOT NULL, 
	inverse VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "history" VALUES(1,'2026-11-25T23:40:23+00:00','add Own Car','Added the vehicle Own Car','{"change": "add_vehicle", "vehicle": {"make": "Own", "model": "Car", "generation": null, "year_from": null, "year_to": null, "body_style": null, "armourer": null, "armoured": true, "base_vehicle": null}, "claims": [], "key": null}','{"change": "remove_vehicle", "key": "own-own-car-db3266"}','done');
INSERT INTO "history" VALUES(2,'2026-11-25T23:40:23+00:00','add 612 PS','Added the claim 612 PS for Power of Own Car','{"change": "add_claim", "claim": {"vehicle": "own-own-car-db3266", "field": "power", "text": "612 PS", "source": {"title": "A paper", "publisher": null, "url": null, "published": null, "kind": "press", "language": "en"}, "scope": null, "condition": null, "valid_at": null, "note": null}}','{"change": "withdraw_claim", "vehicle": "own-own-car-db3266", "key": "0079b5f58729085f37721abf"}','done');
INSERT INTO "history" VALUES(3,'2026-11-25T23:40:23+00:00','add 6 t','Added the claim 6 t for Mass of Aurus Senat Limousine L700','{"change": "add_claim", "claim": {"vehicle": "aurus-senat-limousine-l700", "field": "mass", "text": "6 t", "source": {"title": "A paper", "publisher": null, "url": null, "published": null, "kind": "press", "language": "en"}, "scope": null, "condition": null, "valid_at": null, "note": null}}','{"change": "withdraw_claim", "vehicle": "aurus-senat-limousine-l700", "key": "3a24b2e905c12adc2a0cc4bc"}','done');
INSERT INTO "history" VALUES(4,'2026-11-25T23:40:24+00:00','show 600 cai putere','Showed 600 cai putere for Power of Aurus Senat Limousine L700','{"change": "judge_claim", "vehicle": "aurus-senat-limousine-l700", "claim": "34cbd58eaf45672e6a3a9475", "judgement": {"rank": 1, "excluded": false, "reason": "seen"}}','{"change": "judge_claim", "vehicle": "aurus-senat-limousine-l700", "claim": "34cbd58eaf45672e6a3a9475", "judgement": null}','done');
CREATE TABLE import (id INTEGER NOT NULL, at VARCHAR NOT NULL, name VARCHAR NOT NULL, digest VARCHAR NOT NULL, source VARCHAR NOT NULL, PRIMARY KEY (id));
CREATE TABLE judgement (
	claim VARCHAR NOT NULL, 
	rank INTEGER NOT NULL, 
	excluded BOOLEAN NOT NULL, 
	reason VARCHAR NOT NULL, vehicle VARCHAR, 
	PRIMARY KEY (claim)
);
INSERT INTO "judgement" VALUES('34cbd58eaf45672e6a3a9475',1,0,'seen','aurus-senat-limousine-l700');
CREATE TABLE meta (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('data_version','2026-11-23');
INSERT INTO "meta" VALUES('digest','cb57b7245a91c084005eb3f09db01ace5cd79af18f649ac932d0c924b013b3b2');
CREATE TABLE name (
	vehicle VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	language VARCHAR, 
	nickname BOOLEAN NOT NULL, 
	PRIMARY KEY (vehicle, name)
);
INSERT INTO "name" VALUES('aurus-senat-limousine-l700','Аурус Сенат Лимузин','ru',0);
INSERT INTO "name" VALUES('aurus-senat-limousine-l700','Аурус Сенат L700','ru',0);
INSERT INTO "name" VALUES('aurus-senat-limousine-l700','Aurus Senat Long','en',0);
INSERT INTO "name" VALUES('aurus-senat-limousine-l700','Kortezh','en',0);
INSERT INTO "name" VALUES('aurus-senat-limousine-l700','Cortege','en',0);
INSERT INTO "name" VALUES('aurus-senat-limousine-l700','Кортеж','ru',0);
INSERT INTO "name" VALUES('aurus-senat-limousine-l700','Putin''s limousine','en',0);
INSERT INTO "name" VALUES('aurus-senat-limousine-l700','Putin-Limousine','de',0);
INSERT INTO "name" VALUES('aurus-senat-limousine-l700','La limousine de Poutine','fr',0);
INSERT INTO "name" VALUES('aurus-senat-limousine-l700','Limuzyna Putina','pl',0);
INSERT INTO "name" VALUES('aurus-senat-limousine-l700','アウルスセナート','ja',0);
INSERT INTO "name" VALUES('aurus-senat-limousine-l700','プーチン大統領専用車','ja',0);
CREATE TABLE news (
	id INTEGER NOT NULL, 
	content VARCHAR NOT NULL, 
	seen BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE settlement (id INTEGER NOT NULL, shared BOOLEAN NOT NULL, field VARCHAR NOT NULL, verdict VARCHAR, support INTEGER NOT NULL, voices INTEGER NOT NULL, spread_low FLOAT, spread_high FLOAT, missing_reason VARCHAR, missing_detail VARCHAR, texts VARCHAR NOT NULL, reading_unit VARCHAR, low FLOAT, high FLOAT, decimals INTEGER, si_low FLOAT, si_high FLOAT, tolerance FLOAT, qualifier VARCHAR, inputs VARCHAR NOT NULL, PRIMARY KEY (id));
INSERT INTO "settlement" VALUES(1,0,'power','single',1,1,450125.235,450125.235,NULL,NULL,'[]','PS',612.0,612.0,0,450125.235,450125.235,7.35498749999969732033e+02,NULL,'[]');
INSERT INTO "settlement" VALUES(2,0,'power','echo',6,8,439828.2525,441299.25,NULL,NULL,'[]','PS',600.0,600.0,0,441299.25,441299.25,7.35498749999969732033e+02,NULL,'[]');
INSERT INTO "settlement" VALUES(3,0,'mass','single',1,1,6000.0,6000.0,NULL,NULL,'[]','t',6.0,6.0,0,6000.0,6000.0,1000.0,NULL,'[]');
INSERT INTO "settlement" VALUES(4,0,'power_to_mass',NULL,0,0,NULL,NULL,NULL,NULL,'[]','PS/t',100.0,100.0,-1,73.549875,73.549875,7.3549875,NULL,'[["aurus-senat-limousine-l700", "power"], ["aurus-senat-limousine-l700", "mass"]]');
CREATE TABLE source (
	"key" VARCHAR NOT NULL, 
	url VARCHAR, 
	title VARCHAR, 
	publisher VARCHAR, 
	published VARCHAR, 
	kind VARCHAR NOT NULL, 
	language VARCHAR, 
	same_as VARCHAR, 
	origin VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "source" VALUES('akhbaar24-senat-l700','https://akhbaar24.com/article/detail/462467',NULL,'akhbaar24.com','2019-10','press','ar',NULL,'shipped');
INSERT INTO "source" VALUES('autobild-senat','https://www.autobild.de/artikel/putins-neue-staatskarosse-aurus-senat-5110602.html',NULL,'autobild.de',NULL,'press','de',NULL,'shipped');
INSERT INTO "source" VALUES('automoto-senat','https://automoto.it/news/putin-a-roma-prove-di-ingresso-a-palazzo-chigi-per-la-limousine-presidenziale-video.html',NULL,'automoto.it','2019-07','press','it',NULL,'shipped');
INSERT INTO "source" VALUES('automotorinews-senat-l700','https://www.automotorinews.it/2020/04/03/auto-presidenti-trump-putin-xi-jinping/','Le auto dei Presidenti: le ammiraglie di Trump, Putin e Xi Jinping','automotorinews.it','2020-04-03','press','it',NULL,'shipped');
INSERT INTO "source" VALUES('betterparts-senat','https://betterparts.org/news/floats-for-putin.html','Floats for Putin','betterparts.org','2018-05-08','press','en',NULL,'shipped');
INSERT INTO "source" VALUES('cancan-senat-l700','https://www.cancan.ro/cum-arata-limuzina-lui-vladimir-putin-buncarul-pe-patru-roti-a-costat-300-de-milioane-de-dolari-20619006',NULL,'cancan.ro','2022-05','press','ro',NULL,'shipped');
INSERT INTO "source" VALUES('clicccar-senat','https://clicccar.com/2019/06/28/869703/2','【G20大阪】アメリカ・トランプ大統領、ロシア・プーチン大統領、中国・習近平国家主席の「専用車」を紹介!','clicccar.com','2019-06-28','press','ja',NULL,'shipped');
INSERT INTO "source" VALUES('dziennik-senat-l700','https://auto.dziennik.pl/aktualnosci/artykuly/8192881,wladimir-putin-samochod-aurus-senat-arsenal-komendant.html?utm_source=feedburner&utm_medium=feed&utm_campaign=Feed%3A+Dziennik-PL+%28RSS+-+Dziennik%29',NULL,'auto.dziennik.pl','2021-06','press','pl',NULL,'shipped');
INSERT INTO "source" VALUES('evz-senat','https://evz.ro/debut-european-pentru-aurus-senat-limuzina-lui-putin.html',NULL,'evz.ro','2019-03','press','ro',NULL,'shipped');
INSERT INTO "source" VALUES('gazzetta-senat-l700','https://www.gazzetta.it/motori/la-mia-auto/01-10-2019/lusso-eleganza-sicurezza-auto-presidenziali-putin-trump-xi-jinping-3402938248902.shtml',NULL,'gazzetta.it','2019-10','press','it',NULL,'shipped');
INSERT INTO "source" VALUES('own-97e9eb207278baf7',NULL,'A paper',NULL,NULL,'press','en',NULL,'user');
CREATE TABLE statement (id INTEGER NOT NULL, field VARCHAR NOT NULL, source VARCHAR NOT NULL, value VARCHAR NOT NULL, unit VARCHAR, as_stated VARCHAR NOT NULL, qualifier VARCHAR, scope VARCHAR, condition VARCHAR, valid_at VARCHAR, status VARCHAR NOT NULL, note VARCHAR, origin VARCHAR NOT NULL, reading_unit VARCHAR, low FLOAT, high FLOAT, decimals INTEGER, si_low FLOAT, si_high FLOAT, tolerance FLOAT, PRIMARY KEY (id));
INSERT INTO "statement" VALUES(1,'power','akhbaar24-senat-l700','600','حصان','600 حصان','up_to',NULL,NULL,NULL,'stated',NULL,'shipped','PS',600.0,600.0,-2,441299.25,441299.25,73549.875);
INSERT INTO "statement" VALUES(2,'power','autobild-senat','600','PS','knapp 600 PS','under',NULL,NULL,NULL,'stated',NULL,'shipped','PS',600.0,600.0,-2,441299.25,441299.25,73549.875);
INSERT INTO "statement" VALUES(3,'power','autobild-senat','40','PS','40 PS starken Elektromotor',NULL,'electric_motor',NULL,NULL,'stated',NULL,'shipped','PS',40.0,40.0,0,2.94199499999999970886e+04,2.94199499999999970886e+04,7.35498750000002473811e+02);
INSERT INTO "statement" VALUES(4,'power','automoto-senat','598','cavalli','598 cavalli e 880 Nm',NULL,NULL,NULL,NULL,'stated',NULL,'shipped','PS',598.0,598.0,0,439828.2525,439828.2525,7.35498749999969732033e+02);
INSERT INTO "statement" VALUES(5,'power','automotorinews-senat-l700','400','cv','V12 benzina da circa 400 cv','about','other_engine',NULL,NULL,'stated','V12 of the ''Kortezh'' treated as a separate earlier car','shipped','PS',400.0,400.0,-2,294199.5,294199.5,73549.875);
INSERT INTO "statement" VALUES(6,'power','automotorinews-senat-l700','598','cv','4.4 litri per 598 cv',NULL,NULL,NULL,NULL,'stated',NULL,'shipped','PS',598.0,598.0,0,439828.2525,439828.2525,7.35498749999969732033e+02);
INSERT INTO "statement" VALUES(7,'power','betterparts-senat','850','HP','up to 850 HP',NULL,NULL,'V12 version',NULL,'stated','top engine, turbo diesel as stated, per Russia Today','shipped','hp',850.0,850.0,0,6.33844890844929730521e+05,6.33844890844929730521e+05,7.45699871582211926569e+02);
INSERT INTO "statement" VALUES(8,'power','cancan-senat-l700','600','cai putere','600 de cai putere',NULL,NULL,NULL,NULL,'stated',NULL,'shipped','PS',600.0,600.0,0,441299.25,441299.25,7.35498749999969732033e+02);
INSERT INTO "statement" VALUES(9,'power','clicccar-senat','850','馬力','850馬力を発生している模様','estimated',NULL,'V12 version',NULL,'estimate','apparently; turbo','shipped','PS',850.0,850.0,-1,625173.9375,625173.9375,7354.98749999993);
INSERT INTO "statement" VALUES(10,'power','dziennik-senat-l700','589','KM','589 KM i 880 Nm',NULL,NULL,NULL,NULL,'misprint','combustion engine; possibly transposed digits of 598 in the source','shipped','PS',589.0,589.0,0,433208.76375,433208.76375,7.35498750000027939682e+02);
INSERT INTO "statement" VALUES(11,'power','dziennik-senat-l700','62','KM','62-konnej jednostki elektrycznej',NULL,'electric_motor',NULL,NULL,'stated','stated as ''62-konnej''; unit not in the quoted words','shipped','PS',62.0,62.0,0,45600.9225,45600.9225,7.35498749999998835836e+02);
INSERT INTO "statement" VALUES(12,'power','evz-senat','598','CP','putere maximă de 598 CP',NULL,NULL,NULL,NULL,'stated',NULL,'shipped','PS',598.0,598.0,0,439828.2525,439828.2525,7.35498749999969732033e+02);
INSERT INTO "statement" VALUES(13,'power','evz-senat','62','CP','motor electric de 62 CP',NULL,'electric_motor',NULL,NULL,'stated',NULL,'shipped','PS',62.0,62.0,0,45600.9225,45600.9225,7.35498749999998835836e+02);
INSERT INTO "statement" VALUES(14,'power','gazzetta-senat-l700','400','Cv','su 400 Cv e dintorni','about','other_engine',NULL,NULL,'stated','undeclared V12 of the ''Kortezh'' treated as an earlier car','shipped','PS',400.0,400.0,-2,294199.5,294199.5,73549.875);
INSERT INTO "statement" VALUES(15,'power','own-97e9eb207278baf7','612','PS','612 PS',NULL,NULL,NULL,NULL,'stated',NULL,'user','PS',612.0,612.0,0,450125.235,450125.235,7.35498749999969732033e+02);
INSERT INTO "statement" VALUES(16,'mass','own-97e9eb207278baf7','6','t','6 t',NULL,NULL,NULL,NULL,'stated',NULL,'user','t',6.0,6.0,0,6000.0,6000.0,1000.0);
CREATE TABLE unit (
	"key" VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	kinds VARCHAR NOT NULL, 
	symbol VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	low FLOAT, 
	high FLOAT, 
	inverse BOOLEAN NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "unit" VALUES('kW',1,'["power"]','kW','kilowatt',1000.0,1000.0,0);
INSERT INTO "unit" VALUES('PS',3,'["power"]','PS','metric horsepower',735.49875,735.49875,0);
INSERT INTO "unit" VALUES('t',11,'["mass"]','t','tonne',1000.0,1000.0,0);
CREATE TABLE vehicle (
	"key" VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	make VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	generation VARCHAR, 
	year_from INTEGER, 
	year_to INTEGER, 
	body_style VARCHAR, 
	armourer VARCHAR, 
	armoured BOOLEAN, 
	base_vehicle VARCHAR, 
	base_vehicle_key VARCHAR, 
	claims INTEGER NOT NULL, 
	origin VARCHAR NOT NULL, imported INTEGER, 
	PRIMARY KEY ("key")
);
INSERT INTO "vehicle" VALUES('aurus-senat-limousine-l700',0,'Aurus','Senat Limousine L700','2018',2018,NULL,'limousine','Aurus / NAMI',1,NULL,NULL,15,'shipped',NULL);
INSERT INTO "vehicle" VALUES('own-own-car-db3266',1000000,'Own','Car',NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,1,'user',NULL);
CREATE VIEW full_claim AS SELECT car.key AS vehicle, statement.*, claim.car, claim.relation, claim.other_unit, claim.imported FROM claim JOIN car ON car.id = claim.car JOIN statement ON statement.id = claim.statement;
CREATE VIEW full_figure AS SELECT car.key AS vehicle, settlement.*, figure.car, figure.statement FROM figure JOIN car ON car.id = figure.car JOIN settlement ON settlement.id = figure.settlement;
PRAGMA user_version = 4;
COMMIT;
